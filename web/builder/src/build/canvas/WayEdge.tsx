/** An edge: a right-angled line with an arrowhead. */
import type { EdgeProps } from "@xyflow/react";
import { pathOf } from "@dialogkit/flow";
import { memo } from "react";

import type { WayData, WayEdgeType } from "./elements.ts";

const HEAD = 8;
const STRAIGHT: WayData = { side: "left", lane: 0, rise: 0, on: false };

const Named = ({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<WayEdgeType>) => {
  const { side, lane, rise, detour, on } = data ?? STRAIGHT;
  const from = { x: Math.round(sourceX), y: Math.round(sourceY) };
  const tip = { x: Math.round(targetX), y: Math.round(targetY) };
  const end = side === "top" ? { x: tip.x, y: tip.y - HEAD } : { x: tip.x - HEAD, y: tip.y };
  return (
    <g className="way" data-on={on || undefined}>
      <path
        className="way-line"
        d={pathOf(from, end, { side, lane, detour, rise: side === "top" ? rise - HEAD : rise })}
      />
      <path
        className="way-head"
        d={side === "top" ? `M${tip.x} ${tip.y - 1}l-4.5 -8h9z` : `M${tip.x - 1} ${tip.y}l-8 -4.5v9z`}
      />
    </g>
  );
};

export const WayEdge = memo(Named);
