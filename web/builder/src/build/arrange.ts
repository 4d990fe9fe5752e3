/**
 * Lays out a flow that has no layout: its steps read downwards, what branches off stands to the right, and a long flow
 * goes on in a further column, so that the whole is about as wide as a screen.
 */
import type { Card, Graph, Places } from "@dialogkit/flow";
import { stepsOf } from "@dialogkit/flow";

/** Cards that stand side by side. */
type Line = { cards: readonly Card[]; width: number; height: number };

const GAP = { beside: 84, below: 48, column: 120 } as const;
const WIDE = 3;
/** The shape of the canvas on a common screen. */
const ASPECT = 1.5;

/** Return a place for every card, such that none covers another. */
export const arrange = (graph: Graph, cards: ReadonlyMap<string, Card>): Places => {
  const steps = stepsOf(graph).map((step) => step.flatMap((id) => cards.get(id) ?? []));
  const lines = steps.flatMap((step) => chunks(step, WIDE).map(lineOf));
  return place(best(lines));
};

const lineOf = (cards: readonly Card[]): Line => ({
  cards,
  width: cards.reduce((sum, card) => sum + card.width, 0) + (cards.length - 1) * GAP.beside,
  height: Math.max(...cards.map((card) => card.height)),
});

/** Return the lines in as many columns as make the whole largest on a screen. */
const best = (lines: readonly Line[]): readonly (readonly Line[])[] => {
  const tried = lines
    .map((_, index) => columnsOf(lines, index + 1))
    .filter((columns, index) => columns.length === index + 1);
  const size = (columns: readonly (readonly Line[])[]) => Math.max(widthOf(columns) / ASPECT, ...columns.map(heightOf));
  return tried.reduce<readonly (readonly Line[])[]>((a, b) => (a.length > 0 && size(a) <= size(b) ? a : b), []);
};

/** Break the lines into columns of about the same height. */
const columnsOf = (lines: readonly Line[], many: number): readonly (readonly Line[])[] => {
  const limit = heightOf(lines) / many;
  const columns: Line[][] = [[]];
  for (const line of lines) {
    const last = columns.at(-1) ?? [];
    const full = last.length > 0 && heightOf([...last, line]) > limit * 1.15;
    if (full && columns.length < many) columns.push([line]);
    else last.push(line);
  }
  return columns;
};

const place = (columns: readonly (readonly Line[])[]): Places => {
  const places = new Map<string, { x: number; y: number }>();
  let left = 0;
  for (const column of columns) {
    let top = 0;
    for (const line of column) {
      line.cards.forEach((card, index) => places.set(card.id, { x: left + index * (card.width + GAP.beside), y: top }));
      top += line.height + GAP.below;
    }
    left += widthOf([column]) + GAP.column;
  }
  return places;
};

const heightOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + line.height + GAP.below, -GAP.below);

const widthOf = (columns: readonly (readonly Line[])[]): number =>
  columns.reduce((sum, column) => sum + Math.max(...column.map((line) => line.width)) + GAP.column, -GAP.column);

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
