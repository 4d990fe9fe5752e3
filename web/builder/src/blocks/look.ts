/**
 * What a block type's own file in this folder says: the sentence on its card, its exits, what a visitor sees of it.
 *
 * A type without a file, or a file without one of these, gets what can be made from its schema.
 */
import type { AnyBlock, Exit, Phrase } from "@dialogkit/flow";
import type { ComponentType } from "react";

export type Slots = Record<string, Phrase | string | number>;

/** Return a sentence of the file's `words`, its slots filled. */
export type Say<Key extends string> = (key: Key, slots?: Slots) => Phrase;

export type Tools<Key extends string> = {
  say: Say<Key>;
  /** A condition in words. */
  condition: (condition: unknown) => Phrase;
  /** The title of the node with that id, or the id itself. */
  title: (node: string) => string;
};

export type Look = {
  /** The type's wire name. */
  type: string;
  /** English sentences; the catalogue takes them in under the type's name. */
  words: Readonly<Record<string, string>>;
  summary?: (block: AnyBlock, tools: Tools<string>) => Phrase;
  exits?: (block: AnyBlock, tools: Tools<string>) => readonly Exit[];
  /** What the visitor sees, in the form. */
  Sample?: ComponentType<{ block: AnyBlock }>;
};

type LookOf<B, Key extends string> = {
  type: string;
  words: Readonly<Record<Key, string>>;
  summary?: (block: B, tools: Tools<Key>) => Phrase;
  exits?: (block: B, tools: Tools<Key>) => readonly Exit[];
  Sample?: ComponentType<{ block: B }>;
};

/** Declare the look of the block type `B`: `look<Rating>()({ … })`. */
export const look =
  <B>() =>
  <Key extends string>(declared: LookOf<B, Key>): Look =>
    declared as unknown as Look;
