/** Moves the view: to a good first sight, and to whatever is opened while it lies outside. */
import { getViewportForBounds, useReactFlow, useStoreApi } from "@xyflow/react";
import type { Viewport } from "@xyflow/react";
import { useCallback, useEffect } from "react";

import type { Selection } from "../selection.ts";
import type { Drawing } from "../useDrawing.ts";
import type { Box } from "../bounds.ts";
import { boundsOf } from "../bounds.ts";

/** Below this a first sight would show no words, so a large flow begins at its beginning. */
const READABLE = 0.5;
const SMALLEST = 0.2;
const FIRST = 0.8;
const MARGIN = 40;
/** Where all is to be seen, words matter more than room. */
const NARROW = 20;
/** Edges turn this far beside the last cards. */
const LANES = 36;

/** `whole` shows all of the flow at once, however small, where there is something to compare. */
export const useReveal = (drawing: Drawing, selection: Selection, whole: boolean) => {
  const flow = useReactFlow();
  const store = useStoreApi();
  const reveal = useCallback(
    async (block: string | undefined, card?: string) => {
      const box = boxOf(drawing, block, card);
      const { width, height, transform } = store.getState();
      if (!box || width === 0 || isInside(box, width, height, transform)) return;
      const zoom = Math.max(transform[2], FIRST);
      await flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: 0 });
    },
    [drawing, flow, store],
  );
  const begin = useCallback(() => {
    const { width, height } = store.getState();
    void flow.setViewport(firstSight(drawing, width, height, whole ? SMALLEST : READABLE)).then(async () => {
      if (selection) await reveal(selection.block, selection.card);
    });
  }, [flow, store, drawing, selection, whole, reveal]);
  const { block, card } = selection ?? {};
  useEffect(() => {
    if (block ?? card) void reveal(block, card);
  }, [block, card, reveal]);
  return { begin, reveal };
};

/** Return a view of the whole flow, or of its beginning where the whole would be too small to read. */
const firstSight = (drawing: Drawing, width: number, height: number, smallest: number): Viewport => {
  const bounds = boundsOf(drawing);
  const drawn = { ...bounds, width: bounds.width + LANES };
  const margin = smallest < READABLE ? NARROW : MARGIN;
  const whole = getViewportForBounds(drawn, width, height, 0.05, 1, `${margin}px`);
  if (whole.zoom >= smallest) return whole;
  const [first] = drawing.cards.keys();
  const at = (first === undefined ? undefined : drawing.places.get(first)) ?? { x: 0, y: 0 };
  const room = width - bounds.width * FIRST;
  // What is narrow enough stands in the middle, as it would if the whole were seen.
  const left = room > 2 * MARGIN ? room / 2 - bounds.x * FIRST : MARGIN - at.x * FIRST;
  return { x: left, y: MARGIN - at.y * FIRST, zoom: FIRST };
};

const boxOf = (drawing: Drawing, block: string | undefined, card: string | undefined): Box | null => {
  for (const one of drawing.cards.values()) {
    const place = drawing.places.get(one.id);
    if (!place) continue;
    if (one.id === card) return { ...place, width: one.width, height: one.height };
    const row = one.rows.find((each) => each.block.id === block);
    if (row) return { x: place.x, y: place.y + row.top, width: one.width, height: row.height };
  }
  return null;
};

const isInside = (box: Box, width: number, height: number, [x, y, zoom]: [number, number, number]): boolean => {
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  return left >= 0 && top >= 0 && left + box.width * zoom <= width && top + box.height * zoom <= height;
};
