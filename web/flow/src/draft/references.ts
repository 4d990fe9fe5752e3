/**
 * The texts of a block, and which of them name a variable, a node or another block. Which fields do is told by the
 * server's own types (`generated/references.ts`).
 */
import { BLOCK_TYPES, REFERENCES } from "../generated/references.ts";
import type { Fields } from "./flat.ts";
import { wordOf } from "./flat.ts";

/** What a text is: the name of something, or words or code in which names may stand. */
export type Kind = "variable" | "subflow-variable" | "node" | "block" | "text";

export type Rewrite = (text: string, kind: Kind) => string;

/** Return the fields of a block that `rewrite` changes, with what becomes of them. */
export const rewritten = (block: Fields, rewrite: Rewrite): Fields => {
  const type = BLOCK_TYPES[wordOf(block, "type")];
  const own = isOfThisFlow(block) ? rewrite : hidingOthers(rewrite);
  const changed = Object.entries(block).flatMap(([field, value]): [string, unknown][] => {
    if (UNTOUCHED.has(field) || isKeptFromElsewhere(block, field)) return [];
    const after = within(value, marksOf(type, field), own);
    return after === value ? [] : [[field, after]];
  });
  return Object.fromEntries(changed);
};

const UNTOUCHED: ReadonlySet<string> = new Set(["type", "id", "in", "order"]);

/** A subflow without a flow enters the present one, so its names are those of this flow. */
const isOfThisFlow = (block: Fields): boolean => wordOf(block, "flow") === "";

const hidingOthers =
  (rewrite: Rewrite): Rewrite =>
  (text, kind) =>
    kind === "subflow-variable" ? text : rewrite(text, kind);

const isKeptFromElsewhere = (block: Fields, field: string): boolean =>
  block["type"] === "placeholder" && field === "data";

/** What `REFERENCES` says of a field of some types. */
const marksOf = (types: string | undefined, field: string): string => {
  const found = (types ?? "").split(" ").map((type) => REFERENCES[type]?.[field] ?? "");
  return [...new Set(found)].filter((marks) => marks !== "").join(" ");
};

const within = (value: unknown, marks: string, rewrite: Rewrite): unknown => {
  if (typeof value === "string")
    return rewrite(value, marks === "" || marks.startsWith("#") ? "text" : (marks as Kind));
  if (Array.isArray(value)) {
    const after = value.map((one: unknown) => within(one, marks, rewrite));
    return after.every((one, at) => one === value[at]) ? value : after;
  }
  if (typeof value !== "object" || value === null) return value;
  const types = marks.replaceAll("#", "");
  const entries = Object.entries(value);
  const after = entries.map(([field, part]): [string, unknown] =>
    field === "id" || field === "type" ? [field, part] : [field, within(part, marksOf(types, field), rewrite)],
  );
  return after.every(([, part], at) => part === entries[at]?.[1]) ? value : Object.fromEntries(after);
};
