/**
 * The whole flow in little, and what of it is in view; dragging moves the view.
 *
 * The cards of a colour are one shape, so that a thousand of them cost no more than ten while the view moves.
 */
import { Panel, useReactFlow, useStore, useViewport } from "@xyflow/react";
import type { Category } from "@dialogkit/flow";
import { useMemo } from "react";
import type { PointerEvent } from "react";

import { useWords } from "../../words/useWords.ts";
import { useScope } from "../FlowScope.tsx";
import { leadingCategory } from "../leadingCategory.ts";
import type { Drawing } from "../useDrawing.ts";
import { boundsOf } from "./bounds.ts";

const MARGIN = 80;

export const Minimap = ({ drawing }: { drawing: Drawing }) => {
  const { t } = useWords();
  const { setCenter, getZoom } = useReactFlow();
  const box = useMemo(() => boundsOf(drawing), [drawing]);
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const matrix = event.currentTarget.getScreenCTM();
    if (!matrix) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    void setCenter(at.x, at.y, { zoom: getZoom() });
  };
  return (
    <Panel position="bottom-right" className="minimap">
      <svg
        role="img"
        aria-label={t("build.minimap")}
        viewBox={`${box.x - MARGIN} ${box.y - MARGIN} ${box.width + 2 * MARGIN} ${box.height + 2 * MARGIN}`}
        onPointerDown={move}
        onPointerMove={move}
      >
        <Cards drawing={drawing} />
        <View />
      </svg>
    </Panel>
  );
};

const Cards = ({ drawing }: { drawing: Drawing }) => {
  const { reader } = useScope();
  const shapes = useMemo(() => {
    const found = new Map<Category, string>();
    for (const card of drawing.cards.values()) {
      const at = drawing.places.get(card.id);
      const category = leadingCategory(card, reader);
      if (at)
        found.set(
          category,
          `${found.get(category) ?? ""}M${at.x} ${at.y}h${card.width}v${card.height}h${-card.width}z`,
        );
    }
    return [...found];
  }, [drawing, reader]);
  return shapes.map(([category, path]) => <path key={category} className={`minimap-${category}`} d={path} />);
};

const View = () => {
  const { x, y, zoom } = useViewport();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  return (
    <rect className="minimap-view" x={-x / zoom} y={-y / zoom} width={width / zoom} height={height / zoom} rx={24} />
  );
};
