/**
 * Where cards lie. A layout that came with the flow is kept; what it leaves out is placed beside it.
 * Laying out a flow that has no layout at all is the builder's part.
 */
import type { Card } from "./card.ts";
import type { Flow, Position } from "./generated/schema.ts";
import type { Graph } from "./graph.ts";
import { targetsOf } from "./graph.ts";

export type Places = ReadonlyMap<string, Position>;

const GAP = { beside: 84, below: 40 } as const;

/** True where the flow says nothing of where its cards lie. */
export const hasNoLayout = (flow: Flow): boolean => Object.keys(flow.layout ?? {}).length === 0;

/** Return the places of all cards: those the flow names, and the others beside what they lead to or underneath. */
export const placesFromLayout = (graph: Graph, cards: ReadonlyMap<string, Card>): Places => {
  const known = new Map(Object.entries(graph.flow.layout ?? {}).filter(([id]) => cards.has(id)));
  const placed = beside(new Map(known), cards);
  let below = lowest(known, cards) + GAP.beside;
  for (const card of cards.values()) {
    if (placed.has(card.id)) continue;
    const target = targetsOf(graph, card.id).find((id) => known.has(id));
    const beside = card.event && target ? known.get(target) : undefined;
    const at = beside ? { x: beside.x - card.width - GAP.beside, y: beside.y } : { x: leftmost(known), y: below };
    const free = freeFrom(at, card, placed, cards);
    placed.set(card.id, free);
    below = Math.max(below, free.y + card.height + GAP.below);
  }
  return placed;
};

/** Events are narrower on other platforms, so an event that would touch a node makes way to the left. */
const beside = (places: Map<string, Position>, cards: ReadonlyMap<string, Card>): Map<string, Position> => {
  for (const card of cards.values()) {
    const at = places.get(card.id);
    if (!card.event || !at) continue;
    const close = [...places].find(([id, place]) => id !== card.id && isClose(card, at, cards.get(id), place));
    if (!close) continue;
    const others = new Map([...places].filter(([id]) => id !== card.id));
    places.set(card.id, freeFrom({ x: close[1].x - card.width - GAP.beside, y: at.y }, card, others, cards));
  }
  return places;
};

const isClose = (card: Card, at: Position, other: Card | undefined, place: Position): boolean =>
  other !== undefined &&
  Math.abs(place.x - at.x) < card.width + GAP.below &&
  place.y < at.y + card.height &&
  at.y < place.y + other.height;

/** Return the place at or below `at` where `card` covers no other card. */
const freeFrom = (at: Position, card: Card, placed: Places, cards: ReadonlyMap<string, Card>): Position => {
  const others = [...placed].flatMap(([id, place]) => {
    const other = cards.get(id);
    return other ? [{ place, other }] : [];
  });
  let y = at.y;
  for (;;) {
    const hit = others.find(
      ({ place, other }) =>
        Math.abs(place.x - at.x) < card.width && place.y < y + card.height && y < place.y + other.height,
    );
    if (!hit) return { x: at.x, y };
    y = hit.place.y + hit.other.height + GAP.below;
  }
};

const lowest = (places: Places, cards: ReadonlyMap<string, Card>): number =>
  Math.max(0, ...[...places].map(([id, place]) => place.y + (cards.get(id)?.height ?? 0)));

const leftmost = (places: Places): number =>
  places.size > 0 ? Math.min(...[...places.values()].map(({ x }) => x)) : 0;
