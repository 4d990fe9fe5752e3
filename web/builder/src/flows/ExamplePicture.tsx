/** An example's cards and ways in little, laid out as wide as the picture is. */
import { CARD, handleOfRow, pathOf } from "@dialogkit/flow";
import type { Flow } from "@dialogkit/flow";

import { boundsOf } from "../build/bounds.ts";
import { CardShapes } from "../build/CardShapes.tsx";
import { useDrawing } from "../build/useDrawing.ts";
import type { Drawing } from "../build/useDrawing.ts";
import { useReader } from "../build/useReader.ts";
import css from "./ExamplePicture.module.css";

const MARGIN = 80;

export const ExamplePicture = ({ flow }: { flow: Flow }) => {
  const { graph, reader } = useReader(flow);
  const drawing = useDrawing(graph, reader, true);
  const { x, y, width, height } = boundsOf(drawing);
  return (
    <svg
      className={css.picture}
      viewBox={`${x - MARGIN} ${y - MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`}
      aria-hidden
    >
      <path className={css.ways} d={waysPath(drawing)} />
      <CardShapes drawing={drawing} reader={reader} />
    </svg>
  );
};

const waysPath = ({ cards, places, ways }: Drawing): string =>
  ways
    .map(({ block, handle, source, target, side, ...bend }) => {
      const [from, to] = [places.get(source), places.get(target)];
      const row = cards.get(source)?.rows.find((one) => one.block.id === block && handleOfRow(one) === handle);
      if (!from || !to || !row) return "";
      const end = side === "top" ? { x: to.x + CARD.width / 2, y: to.y } : { x: to.x, y: to.y + CARD.header / 2 };
      return pathOf({ x: from.x + CARD.width, y: from.y + row.top + row.height / 2 }, end, { side, ...bend });
    })
    .join("");
