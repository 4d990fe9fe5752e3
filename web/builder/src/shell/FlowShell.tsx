/** The frame around the pages of one flow: its name and state, its tabs, what can be done with it. */
import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { Suspense } from "react";

import { flowQuery } from "../api/queries.ts";
import { Failure } from "../design/Failure.tsx";
import { FlowActions } from "./FlowActions.tsx";
import { FlowCrumb } from "./FlowCrumb.tsx";
import css from "./FlowShell.module.css";
import { FlowTabs } from "./FlowTabs.tsx";
import { PageSkeleton } from "./PageSkeleton.tsx";
import { Shell } from "./Shell.tsx";
import { useFlowCommands } from "./useFlowCommands.ts";
import { useWords } from "../words/useWords.ts";

export const FlowShell = () => {
  const { flow } = useParams({ from: "/flows/$flow" });
  const { t } = useWords();
  const query = useQuery(flowQuery(flow));
  useFlowCommands(flow);
  return (
    <Shell
      railOpen={false}
      bar={
        <div className={css.bar}>
          <div className={css.start}>
            <FlowCrumb flow={query.data} waiting={query.isPending} />
          </div>
          {query.isError ? <span /> : <FlowTabs flow={flow} />}
          <div className={css.end}>{query.data && <FlowActions flow={query.data} />}</div>
        </div>
      }
    >
      {query.isError ? (
        <>
          <h1 className="visually-hidden">{t("errors.title")}</h1>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </>
      ) : (
        <Suspense fallback={<PageSkeleton />}>{query.data ? <Outlet /> : <PageSkeleton />}</Suspense>
      )}
    </Shell>
  );
};
