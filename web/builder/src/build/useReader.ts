/** The shape of a flow and the reader of its blocks, made once for each state of the flow. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { graphOf } from "@dialogkit/flow";
import type { Flow, Graph } from "@dialogkit/flow";
import { useMemo } from "react";

import { kindsQuery } from "../api/queries.ts";
import { useWords } from "../words/useWords.ts";
import { blockReader } from "./blockReader.ts";
import type { BlockReader } from "./blockReader.ts";

export const useReader = (flow: Flow): { graph: Graph; reader: BlockReader } => {
  const { t } = useWords();
  const kinds = useSuspenseQuery(kindsQuery).data;
  return useMemo(() => {
    const graph = graphOf(flow);
    return { graph, reader: blockReader(kinds, graph, t) };
  }, [flow, kinds, t]);
};
