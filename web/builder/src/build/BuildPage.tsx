/** The page on which a flow is seen: its canvas or list, the form of the open block, the preview beside it. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo } from "react";
import type { KeyboardEvent } from "react";

import { useFlow } from "../shell/useFlow.ts";
import { PageSkeleton } from "../shell/PageSkeleton.tsx";
import { useWalk } from "../preview/useWalk.ts";
import { useWords } from "../words/useWords.ts";
import css from "./BuildPage.module.css";
import { EmptyFlow } from "./EmptyFlow.tsx";
import { FlowScope } from "./FlowScope.tsx";
import { BlockForm } from "./form/BlockForm.tsx";
import { ListView } from "./list/ListView.tsx";
import type { Selection } from "./selection.ts";
import { useNarrow } from "./useNarrow.ts";
import { useReader } from "./useReader.ts";

const FlowCanvas = lazy(async () => ({ default: (await import("./canvas/FlowCanvas.tsx")).FlowCanvas }));
const PreviewPanel = lazy(async () => ({ default: (await import("../preview/PreviewPanel.tsx")).PreviewPanel }));

export const BuildPage = () => {
  const { t } = useWords();
  const flow = useFlow();
  const search = useSearch({ from: "/flows/$flow/build" });
  const { selection, select, show } = useSelection(flow.id);
  const narrow = useNarrow();
  const { graph, reader } = useReader(flow.document);
  const walk = useWalk(flow.id, graph, search.preview === true);
  const list = (search.view ?? (narrow ? "list" : "canvas")) === "list";
  const empty = graph.nodes.size === 0 && graph.events.size === 0;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && selection) select(null);
  };
  return (
    <FlowScope graph={graph} reader={reader} problems={flow.problems} untitled={t("build.untitled")}>
      <div className={css.page} onKeyDown={onKey}>
        <Suspense fallback={<PageSkeleton />}>
          {empty && <EmptyFlow />}
          {!empty && list && <ListView selection={selection} select={select} show={show} />}
          {!empty && !list && <FlowCanvas key={flow.id} selection={selection} select={select} show={show} {...walk} />}
        </Suspense>
        {selection?.block && <BlockForm block={selection.block} select={select} />}
        {search.preview && (
          <Suspense>
            <PreviewPanel flow={flow} {...(search.from ? { from: search.from } : {})} />
          </Suspense>
        )}
      </div>
    </FlowScope>
  );
};

/** The open block or card is part of the address, so that a link leads to it and going back closes it. */
const useSelection = (flow: string) => {
  const navigate = useNavigate({ from: "/flows/$flow/build" });
  const { block, card } = useSearch({ from: "/flows/$flow/build" });
  const selection = useMemo<Selection>(
    () => (block || card ? { ...(block ? { block } : {}), ...(card ? { card } : {}) } : null),
    [block, card],
  );
  const select = useCallback(
    (next: Selection) =>
      void navigate({
        params: { flow },
        replace: next !== null && selection !== null,
        search: (rest) => ({ ...rest, block: undefined, card: undefined, ...next }),
      }),
    [navigate, flow, selection],
  );
  const show = useCallback(
    (view: "canvas" | "list") =>
      void navigate({ params: { flow }, replace: true, search: (rest) => ({ ...rest, view }) }),
    [navigate, flow],
  );
  return { selection, select, show };
};
