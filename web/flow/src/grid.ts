/**
 * Boxes on the canvas, found by where they lie: which of a thousand cards a line runs through is asked thousands of
 * times, and most lie nowhere near it.
 */

export type Area = { x: number; y: number; width: number; height: number };

const CELL = 512;

/** Boxes in the cells of a grid. A box counts as crossed where a line runs through it, not along its border. */
export class Grid<B extends Area> {
  readonly #cells = new Map<number, Map<number, { box: B; number: number }[]>>();

  constructor(boxes: Iterable<B>) {
    let number = 0;
    for (const box of boxes) this.#add({ box, number: number++ });
  }

  /** Return the boxes that a straight line crosses, in the order in which they were given. */
  crossed(x1: number, y1: number, x2: number, y2: number): readonly B[] {
    const found = new Map<number, B>();
    this.#visit(x1, y1, x2, y2, ({ box, number }) => {
      found.set(number, box);
      return false;
    });
    return [...found].sort(([a], [b]) => a - b).map(([, box]) => box);
  }

  /** Return whether a straight line crosses no box but `ignored`. */
  isClear(x1: number, y1: number, x2: number, y2: number, ignored: B): boolean {
    return !this.#visit(x1, y1, x2, y2, ({ box }) => box !== ignored);
  }

  #add(entry: { box: B; number: number }): void {
    const { x, y, width, height } = entry.box;
    for (let column = cell(x); column <= cell(x + width); column += 1) {
      const rows = this.#cells.get(column) ?? new Map<number, { box: B; number: number }[]>();
      this.#cells.set(column, rows);
      for (let row = cell(y); row <= cell(y + height); row += 1) {
        const boxes = rows.get(row);
        if (boxes) boxes.push(entry);
        else rows.set(row, [entry]);
      }
    }
  }

  /** Show the boxes that a line crosses, some of them twice, until `isFound` says so; return whether it did. */
  #visit(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    isFound: (entry: { box: B; number: number }) => boolean,
  ): boolean {
    const [left, right, top, bottom] = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)];
    for (let column = cell(left); column <= cell(right); column += 1) {
      const rows = this.#cells.get(column);
      if (!rows) continue;
      for (let row = cell(top); row <= cell(bottom); row += 1)
        for (const entry of rows.get(row) ?? []) {
          const { x, y, width, height } = entry.box;
          const isCrossed = x < right && x + width > left && y < bottom && y + height > top;
          if (isCrossed && isFound(entry)) return true;
        }
    }
    return false;
  }
}

const cell = (at: number): number => Math.floor(at / CELL);
