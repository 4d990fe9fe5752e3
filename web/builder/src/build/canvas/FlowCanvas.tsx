/** The canvas: the flow as cards and edges, of which only what is in view is drawn. */
import { Background, ReactFlow, ReactFlowProvider, useStore } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useMemo, useState } from "react";

import { useWords } from "../../words/useWords.ts";
import { useScope } from "../FlowScope.tsx";
import type { Select, Selection } from "../selection.ts";
import type { Drawing } from "../useDrawing.ts";
import { useDrawing } from "../useDrawing.ts";
import { CanvasControls } from "./CanvasControls.tsx";
import { CardNode } from "./CardNode.tsx";
import "./canvas.css";
import { distanceOf } from "./distance.ts";
import { edgesOf, nodesOf, wayEdgeType } from "./elements.ts";
import type { CardNodeType, WayEdgeType } from "./elements.ts";
import type { Marks } from "./marks.ts";
import { Minimap } from "./Minimap.tsx";
import { MarksContext, SelectionContext } from "./SelectionContext.ts";
import { Sketch } from "./Sketch.tsx";
import { useCanvasKeys } from "./useCanvasKeys.ts";
import { useReveal } from "./useReveal.ts";
import { WayEdge } from "./WayEdge.tsx";

type Props = {
  selection: Selection;
  select: Select;
  show?: (view: "list") => void;
  marks?: Marks | null;
  /** Shows the whole flow at first, however small. */
  whole?: boolean;
  /** Edges that were walked, by their ids. */
  walked?: ReadonlySet<string>;
};

const nodeTypes = { card: CardNode };
const edgeTypes = { [wayEdgeType]: WayEdge };

export const FlowCanvas = (props: Props) => {
  const { graph, reader } = useScope();
  const [tidy, setTidy] = useState(false);
  const drawing = useDrawing(graph, reader, tidy);
  return (
    <ReactFlowProvider key={String(tidy)}>
      <Drawn {...props} drawing={drawing} tidy={tidy} setTidy={setTidy} />
    </ReactFlowProvider>
  );
};

/** A flow with more cards than this is sketched from afar. */
const LARGE = 150;

const NO_CARDS: CardNodeType[] = [];
const NO_WAYS: WayEdgeType[] = [];

type DrawnProps = Props & { drawing: Drawing; tidy: boolean; setTidy: (tidy: boolean) => void };

const Drawn = ({ selection, select, show, marks, whole = false, walked, drawing, tidy, setTidy }: DrawnProps) => {
  const { t } = useWords();
  const { reader } = useScope();
  const nodes = useMemo(() => nodesOf(drawing, reader), [drawing, reader]);
  const edges = useMemo(() => edgesOf(drawing, selection, walked), [drawing, selection, walked]);
  const chosen = useMemo(() => ({ selection, select }), [selection, select]);
  const { begin, reveal } = useReveal(drawing, selection, whole);
  const onKeyDown = useCanvasKeys(drawing, reveal);
  const distance = useStore((store) => distanceOf(store.transform[2]));
  const lit = useMemo(() => new Set(edges.filter((edge) => edge.data?.on).map((edge) => edge.id)), [edges]);
  const large = drawing.cards.size > LARGE;
  const sketched = large && (distance === "farther" || distance === "farthest");
  const shapes = large && distance === "farthest";
  return (
    <SelectionContext value={chosen}>
      <MarksContext value={marks ?? null}>
        <section
          id="canvas"
          className="canvas"
          aria-label={t("build.canvas")}
          tabIndex={0}
          data-distance={distance}
          data-marked={marks ? true : undefined}
          onKeyDown={onKeyDown}
        >
          <ReactFlow
            nodes={shapes ? NO_CARDS : nodes}
            edges={sketched ? NO_WAYS : edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onInit={begin}
            onPaneClick={() => {
              select(null);
            }}
            onlyRenderVisibleElements
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            panOnScroll
            zoomOnDoubleClick={false}
            minZoom={0.05}
            maxZoom={2}
            proOptions={{ hideAttribution: true }}
          >
            {sketched && <Sketch drawing={drawing} lit={lit} cards={shapes} />}
            <Background gap={16} size={2} color="var(--dot)" />
            <Minimap drawing={drawing} />
            <CanvasControls drawing={drawing} tidy={tidy} setTidy={setTidy} {...(show ? { show } : {})} />
          </ReactFlow>
        </section>
      </MarksContext>
    </SelectionContext>
  );
};
