/**
 * A large flow from afar: its ways as one line, and where no title could be read its cards as a few shapes. A thousand
 * cards and their ways would else be redrawn one by one while the view moves.
 */
import { ViewportPortal } from "@xyflow/react";
import { memo, useMemo } from "react";

import { boundsOf } from "../bounds.ts";
import { CardShapes } from "../CardShapes.tsx";
import { useScope } from "../FlowScope.tsx";
import type { Drawing } from "../useDrawing.ts";
import { waysPath } from "../waysPath.ts";
import { portId } from "./portId.ts";

type Props = {
  drawing: Drawing;
  /** The ways that are lit, by their ids. */
  lit: ReadonlySet<string>;
  /** Draws the cards too. */
  cards: boolean;
};

const ROOM = 200;

const Named = ({ drawing, lit, cards }: Props) => {
  const { reader } = useScope();
  const { x, y, width, height } = useMemo(() => boundsOf(drawing), [drawing]);
  const quiet = useMemo(() => waysPath(drawing, (way) => !lit.has(portId(way.block, way.handle))), [drawing, lit]);
  const bright = useMemo(() => waysPath(drawing, (way) => lit.has(portId(way.block, way.handle))), [drawing, lit]);
  return (
    <ViewportPortal>
      <svg
        className="sketch"
        style={{ left: x - ROOM, top: y - ROOM, width: width + 2 * ROOM, height: height + 2 * ROOM }}
        viewBox={`${x - ROOM} ${y - ROOM} ${width + 2 * ROOM} ${height + 2 * ROOM}`}
        aria-hidden
      >
        <path className="way-line" d={quiet} />
        <g className="way" data-on>
          <path className="way-line" d={bright} />
        </g>
        {cards && <CardShapes drawing={drawing} reader={reader} />}
      </svg>
    </ViewportPortal>
  );
};

export const Sketch = memo(Named);
