/** Where cards lie, as boxes. */
import type { Drawing } from "./useDrawing.ts";

export type Box = { x: number; y: number; width: number; height: number };

/** Return the box around all cards. */
export const boundsOf = (drawing: Drawing): Box => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const card of drawing.cards.values()) {
    const at = drawing.places.get(card.id);
    if (!at) continue;
    [left, top] = [Math.min(left, at.x), Math.min(top, at.y)];
    [right, bottom] = [Math.max(right, at.x + card.width), Math.max(bottom, at.y + card.height)];
  }
  return right < left
    ? { x: 0, y: 0, width: 1, height: 1 }
    : { x: left, y: top, width: right - left, height: bottom - top };
};

/** Return the box around two others. */
export const around = (a: Box, b: Box): Box => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
};
