/** Walks the blocks of the canvas in reading order with Tab; the last one lets the focus go on. */
import { useCallback } from "react";
import type { KeyboardEvent } from "react";

import type { Drawing } from "../useDrawing.ts";

export const useCanvasKeys = (drawing: Drawing, reveal: (block: string) => Promise<void>) =>
  useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const canvas = event.currentTarget;
      const at = event.target instanceof HTMLElement ? event.target.dataset.block : undefined;
      if (event.key !== "Tab" || (at === undefined && event.target !== canvas)) return;
      const next = neighbour(drawing, at, event.shiftKey ? -1 : 1);
      if (next === undefined) return;
      event.preventDefault();
      void reveal(next).then(() => {
        focusBlock(canvas, next);
      });
    },
    [drawing, reveal],
  );

const neighbour = (drawing: Drawing, at: string | undefined, step: 1 | -1): string | undefined => {
  const order = [...drawing.cards.values()].flatMap((card) =>
    card.rows.filter((row) => row.type === "block").map((row) => row.block.id),
  );
  if (at === undefined) return step === 1 ? order[0] : undefined;
  return order[order.indexOf(at) + step];
};

const TRIES = 10;

/** A card that comes into view is drawn a moment later. */
const focusBlock = (canvas: HTMLElement, block: string, tries = TRIES): void => {
  const row = canvas.querySelector<HTMLElement>(`[data-block="${CSS.escape(block)}"]`);
  if (row) row.focus({ preventScroll: true });
  else if (tries > 0)
    requestAnimationFrame(() => {
      focusBlock(canvas, block, tries - 1);
    });
};
