/** Many ways as one line, for pictures in which no single way can be made out. */
import { CARD, handleOfRow, pathOf } from "@dialogkit/flow";
import type { Position, Way } from "@dialogkit/flow";

import type { Drawing } from "./useDrawing.ts";

/** Return those of the drawing's ways that `wanted` names as SVG, without arrowheads. */
export const waysPath = (drawing: Drawing, wanted: (way: Way) => boolean = () => true): string =>
  drawing.ways
    .filter(wanted)
    .map((way) => {
      const [from, to] = [startOf(drawing, way), drawing.places.get(way.target)];
      return from && to ? pathOf(from, entryOf(to, way), way) : "";
    })
    .join("");

const startOf = ({ cards, places }: Drawing, { source, block, handle }: Way): Position | undefined => {
  const at = places.get(source);
  const row = cards.get(source)?.rows.find((one) => one.block.id === block && handleOfRow(one) === handle);
  return at && row && { x: at.x + CARD.width, y: at.y + row.top + row.height / 2 };
};

const entryOf = (target: Position, { side }: Way): Position =>
  side === "top" ? { x: target.x + CARD.width / 2, y: target.y } : { x: target.x, y: target.y + CARD.header / 2 };
