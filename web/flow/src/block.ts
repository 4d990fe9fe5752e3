/**
 * A block as every reader of a flow may see it: its type, its id, and fields that only its own file knows.
 */
import type { Condition } from "./generated/schema.ts";
import type { Phrase } from "./phrase.ts";

/** The shelf a block stands on. */
export type Category = "bubble" | "question" | "logic" | "integration" | "event";

export type AnyBlock = { type: string; id: string; note?: string } & Readonly<Record<string, unknown>>;

/** A way out of a block. An `answer` is something a visitor picks, a `path` something that happens. */
export type Exit = {
  handle: string;
  label: Phrase;
  kind: "answer" | "path";
  when?: Condition | undefined;
};

/** The main way out of every block. */
export const NEXT = "next";

/** Return the field as text, or "" where it holds something else. */
export const textOf = (block: AnyBlock, field: string): string => {
  const value = block[field];
  return typeof value === "string" ? value : "";
};

/** Return the members of every list in the block that have an id, which makes each of them an exit. */
export const itemsOf = (block: AnyBlock): readonly BlockItem[] =>
  Object.values(block)
    .filter((value): value is unknown[] => Array.isArray(value))
    .flat()
    .filter(isItem);

export type BlockItem = { id: string; label?: string; title?: string; when?: Condition | null };

const isItem = (value: unknown): value is BlockItem =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
