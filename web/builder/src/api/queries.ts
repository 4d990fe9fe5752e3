/** What pages ask the server for, and under which key the answer is remembered. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { call } from "./client.ts";
import type {
  BlockKind,
  FlowDetail,
  FlowSummary,
  ImportReport,
  Me,
  Page,
  PreviewStart,
  Results,
  Transcript,
  Version,
  VersionDetail,
} from "./types.ts";

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: () => call<Me>("GET", "/me"), staleTime: Infinity });

export const flowsQuery = queryOptions({
  queryKey: ["flows"],
  queryFn: () => everyPage<FlowSummary>("/flows?limit=200"),
});

export const kindsQuery = queryOptions({
  queryKey: ["blocks"],
  queryFn: async () => (await call<{ items: readonly BlockKind[] }>("GET", "/blocks")).items,
  staleTime: Infinity,
});

export const flowQuery = (flow: string) =>
  queryOptions({ queryKey: ["flow", flow], queryFn: () => call<FlowDetail>("GET", `/flows/${flow}`) });

export const versionsQuery = (flow: string) =>
  queryOptions({
    queryKey: ["versions", flow],
    queryFn: async () => (await call<{ items: readonly Version[] }>("GET", `/flows/${flow}/versions`)).items,
  });

/** A version never changes, so it is asked for once. */
export const versionQuery = (flow: string, number: number) =>
  queryOptions({
    queryKey: ["version", flow, number],
    queryFn: () => call<VersionDetail>("GET", `/flows/${flow}/versions/${number}`),
    staleTime: Infinity,
  });

export const resultsQuery = (flow: string) =>
  infiniteQueryOptions({
    queryKey: ["results", flow],
    queryFn: ({ pageParam }) => call<Results>("GET", `/flows/${flow}/results?limit=100${cursor(pageParam)}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

export const transcriptQuery = (flow: string, conversation: string) =>
  queryOptions({
    queryKey: ["transcript", flow, conversation],
    queryFn: () => call<Transcript>("GET", `/flows/${flow}/conversations/${conversation}`),
  });

export const signIn = (key: string) => call<unknown>("POST", "/sign-in", { json: { key } });

export const createFlow = (name: string) => call<FlowDetail>("POST", "/flows", { json: { name } });

export const importFile = (file: File) =>
  call<{ flow: FlowDetail; report: ImportReport }>("POST", `/flows/import?name=${encodeURIComponent(file.name)}`, {
    bytes: file,
  });

export const publishFlow = (flow: string, note: string) =>
  call<Version>("POST", `/flows/${flow}/publish`, { json: note ? { note } : {} });

export const rollBack = (flow: string, number: number) =>
  call<Version>("POST", `/flows/${flow}/rollback`, { json: { number } });

export const startPreview = (flow: string, at?: string) =>
  call<PreviewStart>("POST", `/flows/${flow}/preview`, { json: at ? { at } : {} });

const cursor = (from: string | null): string => (from ? `&cursor=${encodeURIComponent(from)}` : "");

const everyPage = async <T>(path: string): Promise<readonly T[]> => {
  const all: T[] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: Page<T> = await call<Page<T>>("GET", path + cursor(next));
    all.push(...page.items);
    next = page.next;
  }
  return all;
};
