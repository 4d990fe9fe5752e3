/** Cards on the canvas, of any kind: nodes, events and sticky notes. */
import type { Position } from "../../generated/schema.ts";
import type { Edit, Flat, Lead } from "../flat.ts";
import { exitOfKey, isSame, wordOf } from "../flat.ts";
import { blocksByNode } from "../standing.ts";
import { tracesOf } from "./blocks.ts";
import { drop, dropWhere, put, putField } from "./writing.ts";

/** Lay cards where `places` says. */
export const moveCards = (flat: Flat, places: ReadonlyMap<string, Position>): Edit =>
  [...places].flatMap(([card, { x, y }]) => {
    const at = { x: Math.round(x), y: Math.round(y) };
    if (flat.notes.has(card)) return [putField("notes", card, "x", at.x), putField("notes", card, "y", at.y)];
    return isSame(flat.layout.get(card), at) ? [] : [put("layout", card, at)];
  });

/** Lay all cards out anew; a place that nobody lies at any more is forgotten. */
export const arrange = (flat: Flat, places: ReadonlyMap<string, Position>): Edit => [
  ...moveCards(flat, places),
  ...dropWhere(flat, "layout", (card) => !places.has(card)),
];

/** Remove cards with all they hold and every edge to or from them. The start of the flow stays. */
export const removeCards = (flat: Flat, cards: readonly string[]): Edit => {
  const gone = new Set(cards.filter((card) => !isOnlyStart(flat, card, cards)));
  const inside = [...gone].flatMap((card) => (blocksByNode(flat.blocks).get(card) ?? []).map(({ id }) => id));
  const blocks = new Set([...inside, ...[...gone].filter((card) => flat.events.has(card))]);
  const maps = ["nodes", "events", "layout", "notes"] as const;
  return [
    ...maps.flatMap((map) => [...gone].filter((card) => flat[map].has(card)).map((card) => drop(map, card))),
    ...inside.map((id) => drop("blocks", id)),
    ...tracesOf(flat, blocks),
    ...dropWhere(flat, "edges", (key) => isLedTo(flat, key, gone, blocks) && !blocks.has(exitOfKey(key).block)),
  ];
};

const isOnlyStart = (flat: Flat, card: string, removed: readonly string[]): boolean => {
  const isStart = (id: string) => wordOf(flat.events.get(id), "type") === "start";
  return isStart(card) && ![...flat.events.keys()].some((id) => isStart(id) && !removed.includes(id));
};

const isLedTo = (flat: Flat, key: string, cards: ReadonlySet<string>, blocks: ReadonlySet<string>): boolean => {
  const { node, block } = flat.edges.get(key) as Lead;
  // An edge follows its block, wherever that stands.
  if (block !== undefined && flat.blocks.has(block)) return blocks.has(block);
  return node !== undefined && cards.has(node);
};
