/** Keeps edges that run up or down beside one another apart: each gets a lane, short runs nearest to their cards. */

/** A stretch along a column of cards; runs to the same target may lie on one another, because they join there. */
export type Run = { column: number; top: number; bottom: number; target: string };

/** Runs in one lane keep this far from each other. */
const APART = 8;

/** Return the lane of each run; cards whose right sides lie close together are one column. */
export const lanesOf = (runs: readonly Run[]): readonly number[] => {
  const lanes = runs.map(() => 0);
  const taken = new Map<number, Run[][]>();
  const shortFirst = runs.map((run, index) => ({ run, index })).sort((a, b) => length(a.run) - length(b.run));
  for (const { run, index } of shortFirst) {
    const column = Math.round(run.column / COLUMN);
    const inColumn = taken.get(column) ?? [];
    taken.set(column, inColumn);
    const free = inColumn.findIndex((lane) => !lane.some((other) => clash(run, other)));
    const lane = free >= 0 ? free : inColumn.length;
    (inColumn[lane] ??= []).push(run);
    lanes[index] = lane;
  }
  return lanes;
};

const COLUMN = 24;

const length = (run: Run): number => run.bottom - run.top;

const clash = (a: Run, b: Run): boolean =>
  a.target !== b.target && a.top < b.bottom + APART && b.top < a.bottom + APART;
