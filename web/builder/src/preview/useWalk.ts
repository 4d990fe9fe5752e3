/** Follows the preview's conversation, so that the canvas beside it shows where it is. */
import { useQuery } from "@tanstack/react-query";
import type { Graph } from "@dialogkit/flow";
import { useMemo } from "react";

import { transcriptQuery } from "../api/queries.ts";
import { usePreviewStore } from "./usePreviewStore.ts";
import { walkOf } from "./walk.ts";
import type { Walk } from "./walk.ts";

const EVERY = 1200;

export const useWalk = (flow: string, graph: Graph, on: boolean): Walk | null => {
  const conversation = usePreviewStore((store) => store.conversation);
  const { data } = useQuery({
    ...transcriptQuery(flow, conversation ?? ""),
    enabled: on && conversation !== null,
    refetchInterval: ({ state }) => (state.data?.status === "ended" || state.status === "error" ? false : EVERY),
    retry: false,
  });
  return useMemo(() => (on && data ? walkOf(data, graph) : null), [on, data, graph]);
};
