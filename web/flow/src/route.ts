/**
 * The way of an edge across the canvas: right-angled, out of the right side of a card, into the left of another's
 * header, or into its top where it lies below in the same column.
 */
import type { Card } from "./card.ts";
import { CARD, handleOfRow } from "./card.ts";
import type { Position } from "./generated/schema.ts";
import type { Graph } from "./graph.ts";
import { edgeFrom } from "./graph.ts";
import type { Places } from "./layout.ts";

export type Side = "left" | "top";

/** How an edge runs: the side it enters by, and how far from the card it turns, so that edges do not lie on another. */
export type Way = { block: string; handle: string; source: string; target: string; side: Side; lane: number };

const TURN = { first: 16, lane: 12, before: 24, radius: 10 } as const;

/** Return the ways of all edges that lead from one card to another. */
export const waysOf = (graph: Graph, cards: ReadonlyMap<string, Card>, places: Places): readonly Way[] =>
  [...cards.values()].flatMap((card) => waysFrom(graph, card, cards, places));

/** Return the path of an edge as SVG, ending where its arrowhead begins. */
export const pathOf = (from: Position, to: Position, side: Side, lane: number): string =>
  rounded(side === "top" ? intoTop(from, to, lane) : intoLeft(from, to, lane));

/** Return where the edge's path turns, for a test or a label. */
export const pointsOf = (from: Position, to: Position, side: Side, lane: number): readonly Position[] =>
  side === "top" ? intoTop(from, to, lane) : intoLeft(from, to, lane);

const waysFrom = (graph: Graph, card: Card, cards: ReadonlyMap<string, Card>, places: Places): Way[] => {
  const from = places.get(card.id);
  if (!from) return [];
  const leading = card.rows.flatMap((row) => {
    const handle = handleOfRow(row);
    const target = row.port === "leads" ? edgeFrom(graph, row.block.id, handle)?.to?.node : undefined;
    const to = target === undefined ? undefined : places.get(target);
    if (target === undefined || !to || !cards.has(target)) return [];
    return [{ block: row.block.id, handle, target, down: to.y > from.y + row.top, to }];
  });
  const lanes = lanesOf(leading);
  return leading.map(({ block, handle, target, to }) => {
    // A target that begins right of the card has room for an edge into its left; one beneath is entered from above.
    const beneath = to.y >= from.y + card.height + TURN.radius && to.x < from.x + card.width + TURN.first;
    return { block, handle, source: card.id, target, side: beneath ? "top" : "left", lane: lanes.get(target) ?? 0 };
  });
};

/** An edge that goes down turns farther out the higher it begins, else it would cross those beneath it. */
const lanesOf = (leading: readonly { target: string; down: boolean }[]): ReadonlyMap<string, number> => {
  const up = distinct(leading.filter(({ down }) => !down));
  const down = distinct(leading.filter((one) => one.down && !up.includes(one.target))).reverse();
  return new Map([...up.map(numbered), ...down.map(numbered)]);
};

const numbered = (target: string, index: number): [string, number] => [target, index];

const distinct = (leading: readonly { target: string }[]): string[] => [
  ...new Set(leading.map(({ target }) => target)),
];

const intoTop = (from: Position, to: Position, lane: number): Position[] => {
  const turn = from.x + TURN.first + lane * TURN.lane;
  const level = Math.max(to.y - TURN.before, (from.y + to.y) / 2);
  return [from, { x: turn, y: from.y }, { x: turn, y: level }, { x: to.x, y: level }, to];
};

const intoLeft = (from: Position, to: Position, lane: number): Position[] => {
  const turn = from.x + TURN.first + lane * TURN.lane;
  if (to.x - from.x >= 2 * TURN.first) {
    const x = Math.min(turn, to.x - TURN.first);
    return [from, { x, y: from.y }, { x, y: to.y }, to];
  }
  const over = to.y - CARD.header / 2 - TURN.before;
  const back = to.x - TURN.before - lane * (TURN.lane / 2);
  return [from, { x: turn, y: from.y }, { x: turn, y: over }, { x: back, y: over }, { x: back, y: to.y }, to];
};

const rounded = (points: readonly Position[]): string => {
  const [first, ...rest] = points;
  if (!first) return "";
  const corners = rest.slice(0, -1).map((corner, index) => {
    const before = points[index] ?? first;
    const after = points[index + 2] ?? corner;
    const size = Math.min(TURN.radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const into = towards(corner, before, size);
    const out = towards(corner, after, size);
    return `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`;
  });
  const last = rest.at(-1) ?? first;
  return `M${first.x} ${first.y}${corners.join("")}L${last.x} ${last.y}`;
};

const distance = (a: Position, b: Position): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

const towards = (from: Position, to: Position, size: number): Position => ({
  x: from.x + Math.sign(to.x - from.x) * size,
  y: from.y + Math.sign(to.y - from.y) * size,
});
