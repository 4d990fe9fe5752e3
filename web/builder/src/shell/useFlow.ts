/** The flow whose pages are open. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { flowQuery } from "../api/queries.ts";
import type { FlowDetail } from "../api/types.ts";

export const useFlow = (): FlowDetail => {
  const { flow } = useParams({ from: "/flows/$flow" });
  return useSuspenseQuery(flowQuery(flow)).data;
};
