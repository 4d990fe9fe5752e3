/** The whole flow in little, and what of it is in view; dragging moves the view. */
import { Panel, useReactFlow, useStore, useViewport } from "@xyflow/react";
import { memo, useMemo } from "react";
import type { PointerEvent } from "react";

import { useWords } from "../../words/useWords.ts";
import type { Box } from "../bounds.ts";
import { around, boundsOf } from "../bounds.ts";
import { CardShapes } from "../CardShapes.tsx";
import { useScope } from "../FlowScope.tsx";
import type { Drawing } from "../useDrawing.ts";

/** Of the larger side, around what is shown. */
const MARGIN = 0.05;

/** The shapes stay while the view moves over them. */
const Shapes = memo(CardShapes);

export const Minimap = ({ drawing }: { drawing: Drawing }) => {
  const { t } = useWords();
  const { reader } = useScope();
  const { setCenter, getZoom } = useReactFlow();
  const cards = useMemo(() => boundsOf(drawing), [drawing]);
  const view = useView();
  const shown = around(cards, view);
  const margin = MARGIN * Math.max(shown.width, shown.height);
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const matrix = event.currentTarget.getScreenCTM();
    if (!matrix) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const x = within(at.x, cards.x, cards.x + cards.width);
    void setCenter(x, within(at.y, cards.y, cards.y + cards.height), { zoom: getZoom() });
  };
  return (
    <Panel position="bottom-right" className="minimap">
      <svg
        role="img"
        aria-label={t("build.minimap")}
        viewBox={`${shown.x - margin} ${shown.y - margin} ${shown.width + 2 * margin} ${shown.height + 2 * margin}`}
        onPointerDown={move}
        onPointerMove={move}
      >
        <Shapes drawing={drawing} reader={reader} />
        <rect className="minimap-view" {...view} rx={margin / 4} />
      </svg>
    </Panel>
  );
};

const useView = (): Box => {
  const { x, y, zoom } = useViewport();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
};

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
