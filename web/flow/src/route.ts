/**
 * The way of an edge across the canvas: right-angled, out of the right side of a card, into the left of another's
 * header where nothing lies between, else into its top.
 */
import type { Card } from "./card.ts";
import { CARD, handleOfRow } from "./card.ts";
import type { Position } from "./generated/schema.ts";
import type { Graph } from "./graph.ts";
import { edgeFrom } from "./graph.ts";
import { Grid } from "./grid.ts";
import type { Run } from "./lanes.ts";
import { lanesOf } from "./lanes.ts";
import type { Places } from "./layout.ts";

export type Side = "left" | "top";

/** How an edge runs: the side it enters by, and how far from the card it turns, so that edges do not lie on another. */
export type Way = {
  block: string;
  handle: string;
  source: string;
  target: string;
  side: Side;
  lane: number;
  /** How far above its target an edge from above turns towards it. */
  rise: number;
  /** Where it goes round what lies in that gap: at this level first, then down beside its target. */
  detour?: Detour | undefined;
};

export type Detour = { level: number; x: number };

const TURN = { first: 16, lane: 10, before: 24, over: 14, radius: 10 } as const;

/** Return the ways of all edges that lead from one card to another. */
export const waysOf = (graph: Graph, cards: ReadonlyMap<string, Card>, places: Places): readonly Way[] => {
  const boxes = boxesOf(cards, places);
  const leads = [...cards.values()].flatMap((card) => leadsFrom(graph, card, boxes));
  const grid = new Grid(boxes.values());
  const bends = leads.map((lead) => bendOf(lead, grid));
  const lanes = lanesOf(leads.map((lead, index) => runOf(lead, bends[index])));
  return leads.map(({ block, handle, source, target }, index) => ({
    block,
    handle,
    source: source.id,
    target: target.id,
    lane: lanes[index] ?? 0,
    ...(bends[index] ?? STRAIGHT),
  }));
};

/** Return the path of an edge as SVG, ending where its arrowhead begins. */
export const pathOf = (from: Position, to: Position, bend: Bend): string => rounded(pointsOf(from, to, bend));

/** Return where the edge's path turns, for a test or a label. */
export const pointsOf = (from: Position, to: Position, { side, lane, rise, detour }: Bend): readonly Position[] =>
  side === "top" ? intoTop(from, to, lane, rise, detour) : intoLeft(from, to, lane);

export type Bend = Pick<Way, "side" | "lane" | "rise" | "detour">;

type Box = Position & { id: string; width: number; height: number };
type Lead = { block: string; handle: string; source: Box; target: Box; from: Position };

const boxesOf = (cards: ReadonlyMap<string, Card>, places: Places): ReadonlyMap<string, Box> =>
  new Map(
    [...cards.values()].flatMap(({ id, width, height }): [string, Box][] => {
      const place = places.get(id);
      return place ? [[id, { ...place, id, width, height }]] : [];
    }),
  );

const leadsFrom = (graph: Graph, card: Card, boxes: ReadonlyMap<string, Box>): Lead[] =>
  card.rows.flatMap((row) => {
    const handle = handleOfRow(row);
    const id = row.port === "leads" ? edgeFrom(graph, row.block.id, handle)?.to?.node : undefined;
    const [source, target] = [boxes.get(card.id), boxes.get(id ?? "")];
    if (!source || !target) return [];
    const from = { x: source.x + source.width, y: source.y + row.top + row.height / 2 };
    return [{ block: row.block.id, handle, source, target, from }];
  });

const sideOf = ({ from, target }: Lead, grid: Grid<Box>): Side => {
  const level = target.y + CARD.header / 2;
  if (target.x - from.x < 2 * TURN.first) return "top";
  return grid.isClear(from.x, level, target.x, level, target) ? "left" : "top";
};

const STRAIGHT = { side: "left", rise: TURN.before } as const;

const bendOf = (lead: Lead, grid: Grid<Box>): Omit<Bend, "lane"> =>
  sideOf(lead, grid) === "left" ? STRAIGHT : { side: "top", ...overOf(lead, grid) };

/** Where an edge runs up or down beside the cards it comes from. */
const runOf = ({ from, target }: Lead, { side, rise, detour }: Omit<Bend, "lane"> = STRAIGHT): Run => {
  const end = detour?.level ?? (side === "top" ? target.y - rise : target.y + CARD.header / 2);
  return { column: from.x, top: Math.min(from.y, end), bottom: Math.max(from.y, end), target: target.id };
};

/**
 * An edge from above crosses to its target in the gap over it; where another card fills that gap, higher up, over
 * that card, as long as the way down is clear; else over or under that card, and down beside the target.
 */
const overOf = ({ from, target }: Lead, grid: Grid<Box>): Pick<Bend, "rise" | "detour"> => {
  const centre = target.x + target.width / 2;
  const gap = target.y - TURN.before;
  const blocked = grid.crossed(from.x, gap, centre, gap).filter((box) => box !== target);
  if (blocked.length === 0) return { rise: TURN.before };
  const isClear = (x1: number, y1: number, x2: number, y2: number) => grid.isClear(x1, y1, x2, y2, target);
  const levels = blocked.flatMap((box) => [box.y - TURN.over, box.y + box.height + TURN.over]);
  const level = levels
    .filter((one) => target.y - one >= TURN.over)
    .find((one) => isClear(from.x, one, centre, one) && isClear(centre, one, centre, target.y));
  if (level !== undefined) return { rise: target.y - level };
  const x = from.x > centre ? target.x + target.width + TURN.before : target.x - TURN.before;
  const around = levels.find(
    (one) => isClear(from.x, one, x, one) && isClear(x, one, x, gap) && isClear(x, gap, centre, gap),
  );
  return { rise: TURN.before, detour: around === undefined ? undefined : { level: around, x } };
};

const intoTop = (from: Position, to: Position, lane: number, rise: number, detour?: Detour): Position[] => {
  const turn = from.x + TURN.first + lane * TURN.lane;
  // In a narrow gap right below its card, the edge turns half way.
  const narrow = rise <= TURN.before && to.y > from.y;
  const level = narrow ? Math.max(to.y - rise, (from.y + to.y) / 2) : to.y - rise;
  const before = detour
    ? [
        { x: turn, y: detour.level },
        { x: detour.x, y: detour.level },
        { x: detour.x, y: level },
      ]
    : [{ x: turn, y: level }];
  return [from, { x: turn, y: from.y }, ...before, { x: to.x, y: level }, to];
};

const intoLeft = (from: Position, to: Position, lane: number): Position[] => {
  const x = Math.max(from.x + TURN.radius, Math.min(from.x + TURN.first + lane * TURN.lane, to.x - TURN.first));
  return [from, { x, y: from.y }, { x, y: to.y }, to];
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
