/** The page's memory of what the server said. */
import { QueryClient } from "@tanstack/react-query";

import { ApiProblem } from "../api/client.ts";

/** Asking again helps where the server or the network failed, not where the answer was no. */
const mayHelp = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof ApiProblem && error.status > 0 && error.status < 500);

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: mayHelp, staleTime: 10_000 }, mutations: { retry: false } },
});
