/** What pages ask the server for, and under which key the answer is remembered. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, told } from "./client.ts";
import type * as Api from "./generated/api.ts";
import type {
  BlockKind,
  Example,
  FlowDetail,
  FlowSummary,
  Imported,
  PreviewStart,
  Transcript,
  Version,
  VersionDetail,
} from "./types.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => told(api.GET("/api/v1/me")),
  staleTime: Infinity,
});

export const flowsQuery = queryOptions({ queryKey: ["flows"], queryFn: () => everyFlow() });

export const kindsQuery = queryOptions({
  queryKey: ["blocks"],
  queryFn: async () => (await told(api.GET("/api/v1/blocks"))).items as readonly BlockKind[],
  staleTime: Infinity,
});

/** The examples come with the server, so they are asked for once. */
export const examplesQuery = queryOptions({
  queryKey: ["examples"],
  queryFn: async () => (await told(api.GET("/api/v1/examples"))).items as readonly Example[],
  staleTime: Infinity,
});

export const flowQuery = (flow: string) =>
  queryOptions({
    queryKey: ["flow", flow],
    queryFn: async () => (await told(api.GET("/api/v1/flows/{flow}", { params: { path: { flow } } }))) as FlowDetail,
  });

export const versionsQuery = (flow: string) =>
  queryOptions({
    queryKey: ["versions", flow],
    queryFn: async (): Promise<readonly Version[]> =>
      (await told(api.GET("/api/v1/flows/{flow}/versions", { params: { path: { flow } } }))).items,
  });

/** A version never changes, so it is asked for once. */
export const versionQuery = (flow: string, number: number) =>
  queryOptions({
    queryKey: ["version", flow, number],
    queryFn: async () =>
      (await told(
        api.GET("/api/v1/flows/{flow}/versions/{number}", { params: { path: { flow, number } } }),
      )) as VersionDetail,
    staleTime: Infinity,
  });

export const resultsQuery = (flow: string) =>
  infiniteQueryOptions({
    queryKey: ["results", flow],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/api/v1/flows/{flow}/results", {
          params: { path: { flow }, query: { limit: 100, ...from(pageParam) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

/** The address of the results as a file, which a browser fetches by itself. */
export const resultsFile = (flow: string): string => `/api/v1/flows/${encodeURIComponent(flow)}/results.csv`;

export const transcriptQuery = (flow: string, conversation: string) =>
  queryOptions({
    queryKey: ["transcript", flow, conversation],
    queryFn: async () =>
      // The client forgets that a step of the path is a pair, so the types do not overlap.
      (await told(
        api.GET("/api/v1/flows/{flow}/conversations/{conversation}", { params: { path: { flow, conversation } } }),
      )) as unknown as Transcript,
  });

export const signIn = (key: string) => told(api.POST("/api/v1/sign-in", { body: { key } }));

export const createFlow = async (name: string) =>
  (await told(api.POST("/api/v1/flows", { body: { name } }))) as FlowDetail;

/** Create a flow that begins as a copy of an example. */
export const createFromExample = async ({ document }: Example, name: string) =>
  (await told(api.POST("/api/v1/flows", { body: { document: { ...document, name } } }))) as FlowDetail;

export const importFile = async (file: File) =>
  (await told(
    api.POST("/api/v1/flows/import", {
      params: { query: { name: file.name } },
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
      bodySerializer: (bytes: unknown) => bytes as File,
    }),
  )) as Imported;

export const publishFlow = (flow: string, note: string) =>
  told(api.POST("/api/v1/flows/{flow}/publish", { params: { path: { flow } }, body: note ? { note } : {} }));

export const rollBack = (flow: string, number: number) =>
  told(api.POST("/api/v1/flows/{flow}/rollback", { params: { path: { flow } }, body: { number } }));

export const startPreview = (flow: string, at?: string): Promise<PreviewStart> =>
  told(api.POST("/api/v1/flows/{flow}/preview", { params: { path: { flow } }, body: at ? { at } : {} }));

const from = (cursor: string | null) => (cursor ? { cursor } : {});

const everyFlow = async (): Promise<readonly FlowSummary[]> => {
  const all: FlowSummary[] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: Api.FlowList = await told(
      api.GET("/api/v1/flows", { params: { query: { limit: 200, ...from(next) } } }),
    );
    all.push(...page.items);
    next = page.next;
  }
  return all;
};
