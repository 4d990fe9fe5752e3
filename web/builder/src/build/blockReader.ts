/**
 * Says of any block what it is called, what it does and where it can lead: from its own file in `blocks/` where there is
 * one, else from the catalogue of block types that the server gave.
 */
import { compose, itemsOf, NEXT, plain, textOf, withoutMarks, withVariables } from "@dialogkit/flow";
import type { AnyBlock, Category, Exit, Graph, Phrase } from "@dialogkit/flow";
import type { TFunction } from "i18next";

import type { BlockKind, BlockSchema } from "../api/types.ts";
import { looks } from "../blocks/looks.ts";
import type { Look, Tools } from "../blocks/look.ts";
import { conditionPhrase } from "./condition.ts";

export type BlockReader = {
  kind: (block: AnyBlock) => Kind;
  look: (block: AnyBlock) => Look | undefined;
  summary: (block: AnyBlock) => Phrase;
  exits: (block: AnyBlock) => readonly Exit[];
};

export type Kind = { label: string; category: Category; icon: string; schema: BlockSchema };

const TEXTS = ["text", "question", "label", "name", "url", "code", "message"] as const;

/** Return a reader of the blocks of `graph`. */
export const blockReader = (kinds: readonly BlockKind[], graph: Graph, t: TFunction): BlockReader => {
  const byType = new Map(kinds.map((kind) => [kind.type, kind]));
  const kind = (block: AnyBlock) => kindOf(block, byType.get(block.type));
  const tools = (type: string) => toolsFor(type, graph, t);
  return {
    kind,
    look: (block) => looks.get(block.type),
    summary: (block) => looks.get(block.type)?.summary?.(block, tools(block.type)) ?? summaryOf(block, kind(block), t),
    exits: (block) => {
      const own = looks.get(block.type)?.exits?.(block, tools(block.type));
      return withUsed(own ?? exitsOf(block, kind(block), byType.get(block.type), t), graph.used.get(block.id) ?? [], t);
    },
  };
};

const kindOf = (block: AnyBlock, kind: BlockKind | undefined): Kind => ({
  label: kind?.label ?? block.type,
  category: kind?.category ?? "integration",
  icon: kind?.icon ?? "square",
  schema: kind?.fields ?? {},
});

const toolsFor = (type: string, graph: Graph, t: TFunction): Tools<string> => ({
  say: (key, slots) => compose(sentence(t, `blocks.${type}.${key}`), slots),
  condition: (condition) => conditionPhrase(condition, t),
  title: (node) => graph.nodes.get(node)?.title || node,
});

/** Return a sentence of a look; its keys are checked where the look is declared. */
const sentence = (t: TFunction, key: string): string => t(key as never, { skipInterpolation: true });

const summaryOf = (block: AnyBlock, kind: Kind, t: TFunction): Phrase => {
  const field = TEXTS.find((name) => textOf(block, name) !== "");
  const text = withVariables(withoutMarks(field ? textOf(block, field) : ""));
  const variable = textOf(block, "variable");
  const slots = { label: kind.label, text, variable: [{ type: "variable", name: variable }] as Phrase };
  const key =
    text.length === 0
      ? variable
        ? "sets"
        : "plain"
      : kind.category === "question"
        ? variable
          ? "asks"
          : "asksOnly"
        : "named";
  return compose(t(`build.summary.${key}`, { skipInterpolation: true }), slots);
};

const exitsOf = (block: AnyBlock, kind: Kind, known: BlockKind | undefined, t: TFunction): readonly Exit[] => {
  const handles = known?.handles ?? [{ name: NEXT, label: "" }];
  const items = itemsOf(block).map((item): Exit => ({
    handle: item.id,
    label: withVariables(item.label ?? item.title ?? ""),
    kind: kind.category === "question" ? "answer" : "path",
    when: item.when ?? undefined,
  }));
  const others = handles.map((handle): Exit => ({
    handle: handle.name,
    label: labelOf(handle.name, handle.label, t),
    kind: "path",
  }));
  return [...others.filter(isMain), ...items, ...others.filter((exit) => !isMain(exit))];
};

/** An exit that has an edge is shown, even where its block's reader does not know of it. */
const withUsed = (exits: readonly Exit[], used: readonly string[], t: TFunction): readonly Exit[] => {
  const known = new Set(exits.map(({ handle }) => handle));
  const more = used.filter((handle) => !known.has(handle));
  return [...exits, ...more.map((handle): Exit => ({ handle, label: labelOf(handle, "", t), kind: "path" }))];
};

const isMain = (exit: Exit): boolean => exit.handle === NEXT;

/** Exits whose names mean the same wherever they are. */
const KNOWN = ["exhausted", "else", "expired", "error", "missing", "limit"] as const;

const labelOf = (handle: string, label: string | undefined, t: TFunction): Phrase => {
  const known = KNOWN.find((name) => name === handle);
  const words = label || (known ? t(`build.exits.${known}`) : handle);
  return words === NEXT ? [] : [{ type: "words", text: words }];
};

/** Return a block's summary as plain text. */
export const plainSummary = (reader: BlockReader, block: AnyBlock): string => plain(reader.summary(block));
