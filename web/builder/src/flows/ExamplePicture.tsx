/** An example's cards and ways in little, laid out as wide as the picture is. */
import type { Flow } from "@dialogkit/flow";

import { boundsOf } from "../build/bounds.ts";
import { CardShapes } from "../build/CardShapes.tsx";
import { useDrawing } from "../build/useDrawing.ts";
import { useReader } from "../build/useReader.ts";
import { waysPath } from "../build/waysPath.ts";
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
