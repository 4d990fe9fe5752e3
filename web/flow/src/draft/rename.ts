/** Renaming a variable everywhere, and finding where one is used. */
import { putField } from "./edits/writing.ts";
import type { Change, Edit, Fields, Flat } from "./flat.ts";
import { wordOf } from "./flat.ts";
import { renaming } from "./naming.ts";
import type { Rewrite } from "./references.ts";
import { rewritten } from "./references.ts";

/** Where a variable is used. */
export type Use = {
  map: "blocks" | "events" | "settings" | "theme" | "translations" | "notes";
  key: string;
  field?: string;
};

/** Rename a variable and whatever names it: references, texts, code, translations, looks. */
export const renameVariable = (flat: Flat, before: string, after: string): Edit => {
  const fields = flat.variables.get(before);
  if (!fields || !isFree(flat, after)) return [];
  return [
    { map: "variables", key: before, value: undefined },
    { map: "variables", key: after, value: fields },
    ...naming(flat, before, after),
  ];
};

/** Return whether a variable could have this name. */
export const isFree = (flat: Flat, name: string): boolean =>
  name.trim() !== "" && name === name.trim() && !/[{}|]/.test(name) && !flat.variables.has(name);

/** Return where a variable is used, whether it is declared or not. */
export const usesOf = (flat: Flat, name: string): readonly Use[] =>
  naming(flat, name, NOBODY).map(({ map, key, field }) => {
    const use = { map: map as Use["map"], key };
    return field === undefined ? use : { ...use, field };
  });

/** Return the variables that the fields of some blocks use, of those that the flow has. */
export const variablesIn = (flat: Flat, blocks: readonly Fields[]): readonly string[] =>
  [...flat.variables.keys()].filter((name) => {
    const rewrite = rewriting(flat, name, NOBODY);
    return blocks.some((block) => Object.keys(rewritten(block, rewrite)).length > 0);
  });

/** A name that no variable has. */
const NOBODY = "nobody_";

const rewriting = (flat: Flat, before: string, after: string): Rewrite => {
  const dialect = wordOf(Object.fromEntries(flat.flow), "dialect");
  const inText = renaming(before, after, { dialect, known: flat.variables });
  return (text, kind) => {
    if (kind === "variable" || kind === "subflow-variable") return text === before ? after : text;
    return kind === "block" ? text : inText(text);
  };
};

const naming = (flat: Flat, before: string, after: string): Edit => {
  const rewrite = rewriting(flat, before, after);
  const inBlocks = (["blocks", "events"] as const).flatMap((map) =>
    [...flat[map]].flatMap(([id, block]) =>
      Object.entries(rewritten(block, rewrite)).map(([field, value]) => putField(map, id, field, value)),
    ),
  );
  const inValues = (["settings", "theme", "translations"] as const).flatMap((map) =>
    [...flat[map]].flatMap(([key, value]): Change[] => {
      const now = typeof value === "string" ? rewrite(value, "text") : value;
      return now === value ? [] : [{ map, key, value: now }];
    }),
  );
  const inNotes = [...flat.notes].flatMap(([id, note]) => {
    const text = rewrite(wordOf(note, "text"), "text");
    return text === wordOf(note, "text") ? [] : [putField("notes", id, "text", text)];
  });
  return [...inBlocks, ...inValues, ...inNotes];
};
