/**
 * The places of siblings: texts between any two of which there is always another, so that people who insert at once
 * disturb nobody. The texts are those of `fractional-indexing`; two that are the same are told apart by id.
 */
import { generateNKeysBetween } from "fractional-indexing";

import type { Fields } from "./flat.ts";
import { ORDER, wordOf } from "./flat.ts";

export type Placed = { id: string; order: string };

/** What inserting takes: the places of the newcomers, and new ones for siblings that stood in the way. */
export type Places = { orders: readonly string[]; moved: readonly Placed[] };

/** Compare two texts by code point. */
export const compareTexts = (a: string, b: string): number => {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
};

/** Compare two siblings. */
export const comparePlaces = (a: Placed, b: Placed): number =>
  compareTexts(a.order, b.order) || compareTexts(a.id, b.id);

/** Return the entries of a map in their order. */
export const inOrder = (entries: ReadonlyMap<string, Fields>): readonly Placed[] =>
  sorted([...entries].map(([id, fields]) => ({ id, order: wordOf(fields, ORDER) })));

/** Sort siblings in place; those that lie in order already, as they mostly do, cost nothing. */
export const sorted = <P extends Placed>(places: P[]): P[] => {
  for (let at = 1; at < places.length; at += 1) {
    const [before, after] = [places[at - 1], places[at]];
    if (before && after && comparePlaces(before, after) > 0) return places.sort(comparePlaces);
  }
  return places;
};

/** Return `count` places at the beginning of a new list. */
export const freshOrders = (count: number): readonly string[] => generateNKeysBetween(null, null, count);

/** Return places for `count` newcomers that come to stand before the sibling at `index`. */
export const placesAt = (siblings: readonly Placed[], index: number, count: number): Places => {
  const before = siblings[index - 1]?.order ?? null;
  let end = index;
  // Two people who inserted in the same gap have the same order, and there is nothing between those two.
  while (before !== null && end < siblings.length && (siblings[end]?.order ?? "") <= before) end += 1;
  const shifted = siblings.slice(index, end);
  try {
    const keys = generateNKeysBetween(before, siblings[end]?.order ?? null, count + shifted.length);
    return { orders: keys.slice(0, count), moved: replaced(shifted, keys.slice(count)) };
  } catch {
    return anew(siblings, index, count);
  }
};

/** Where a place is no such text, all siblings get new ones. */
const anew = (siblings: readonly Placed[], index: number, count: number): Places => {
  const keys = freshOrders(siblings.length + count);
  const others = [...keys.slice(0, index), ...keys.slice(index + count)];
  return { orders: keys.slice(index, index + count), moved: replaced(siblings, others) };
};

const replaced = (siblings: readonly Placed[], orders: readonly string[]): readonly Placed[] =>
  siblings.flatMap(({ id, order }, at) => {
    const next = orders[at];
    return next === undefined || next === order ? [] : [{ id, order: next }];
  });

/** Halves of a pair stand for code points above all others, which their own numbers do not tell. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
