import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Area } from "./grid.ts";
import { Grid } from "./grid.ts";

const at = fc.integer({ min: -2000, max: 2000 });
const area: fc.Arbitrary<Area> = fc.record({
  x: at,
  y: at,
  width: fc.integer({ min: 1, max: 900 }),
  height: fc.integer({ min: 1, max: 900 }),
});

describe("boxes in a grid", () => {
  test("that a line crosses are those that one finds by looking at all", () => {
    fc.assert(
      fc.property(fc.array(area), at, at, at, fc.boolean(), (boxes, x1, y1, end, isLevel) => {
        const [x2, y2] = isLevel ? [end, y1] : [x1, end];
        const [left, right, top, bottom] = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)];
        const crossed = boxes.filter(
          ({ x, y, width, height }) => x < right && x + width > left && y < bottom && y + height > top,
        );
        const grid = new Grid(boxes);
        const [ignored = { x: 0, y: 0, width: 0, height: 0 }] = crossed;

        expect(grid.crossed(x1, y1, x2, y2)).toEqual(crossed);
        expect(grid.isClear(x1, y1, x2, y2, ignored)).toBe(crossed.every((box) => box === ignored));
      }),
      { numRuns: 300 },
    );
  });
});
