/** What stands where in a draft, worked out once a map: an edit leaves most maps as they are. */
import type { ExitOf, Fields, Flat, Lead } from "./flat.ts";
import { exitOfKey, leadOf, NODE, ORDER, translationOfKey, wordOf } from "./flat.ts";
import type { Placed } from "./order.ts";
import { compareTexts, inOrder, sorted } from "./order.ts";

export type Exit = ExitOf & { key: string; lead: Lead };
export type Translation = { key: string; locale: string; block: string; path: string; text: unknown };

/** The node of blocks that name none. */
export const LOST = "lost";

/** Return a function that works `make` out once for each object, as long as that object is in use. */
export const once = <K extends object, V>(make: (from: K) => V): ((from: K) => V) => {
  const made = new WeakMap<K, { value: V }>();
  return (from) => {
    const known = made.get(from);
    if (known) return known.value;
    const value = make(from);
    made.set(from, { value });
    return value;
  };
};

/** Return the entries of a map in their order. */
export const standing: (entries: ReadonlyMap<string, Fields>) => readonly Placed[] = once(inOrder);

/** Return the node that a block says it stands in. */
export const nodeOf = (block: Fields): string => wordOf(block, NODE) || LOST;

/** Return the blocks of each node, in their order. */
export const blocksByNode: (blocks: Flat["blocks"]) => ReadonlyMap<string, readonly Placed[]> = once((blocks) => {
  const groups = new Map<string, Placed[]>();
  for (const [id, fields] of blocks) push(groups, nodeOf(fields), { id, order: wordOf(fields, ORDER) });
  for (const group of groups.values()) sorted(group);
  return groups;
});

/** Return the exits of each block that have an edge, in the order of their names. */
export const exitsByBlock: (edges: Flat["edges"]) => ReadonlyMap<string, readonly Exit[]> = once((edges) => {
  const groups = new Map<string, Exit[]>();
  for (const [key, value] of edges) {
    const exit = exitOfKey(key);
    push(groups, exit.block, { ...exit, key, lead: leadOf(value) });
  }
  for (const group of groups.values())
    if (group.length > 1) group.sort((a, b) => compareTexts(a.handle, b.handle) || compareTexts(a.key, b.key));
  return groups;
});

/** Return the translated texts in the order of their keys. */
export const translationsInOrder: (texts: Flat["translations"]) => readonly Translation[] = once((texts) => {
  const keys = [...texts.keys()].filter((key) => key.split(" ", 3).length === 3);
  // Without letters of the uppermost range, which are rare, the order of code points is that of the language.
  const isPlain = !keys.some((key) => /[\ud800-\uffff]/.test(key));
  if (isPlain) keys.sort();
  else keys.sort(compareTexts);
  return keys.map((key): Translation => ({ key, ...translationOfKey(key), text: texts.get(key) }));
});

const push = <T>(groups: Map<string, T[]>, key: string, value: T): void => {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
};
