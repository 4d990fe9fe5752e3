/** Speaks HTTP with the server; every refusal becomes an `ApiProblem`. Which calls pages make is in `queries.ts`. */
import type { Problem } from "@dialogkit/flow";
import createClient from "openapi-fetch";

import type { paths } from "./generated/api.ts";

/** What the server, or the way to it, answered instead of what was asked for. */
export class ApiProblem extends Error {
  constructor(
    /** The HTTP status; 0 where no answer came at all. */
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fix: string,
    /** What the server's check found, where that is why. */
    readonly problems: readonly Problem[] = [],
  ) {
    super(detail || code);
  }
}

const reach = (request: Request): Promise<Response> =>
  fetch(request).catch((reason: unknown) => {
    throw new ApiProblem(0, "unreachable", String(reason), "");
  });

/** Every operation of the server, by its path; the types are the server's own. */
export const api = createClient<paths>({ fetch: reach });

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** Return what the server says to a call. */
export const told = async <T>(asked: Promise<Answer<T>>): Promise<T> => {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
};

type ProblemDocument = { code?: string; title?: string; detail?: string; fix?: string; problems?: readonly Problem[] };

/** A proxy on the way may answer with anything. */
const problemOf = (answer: Response, error: unknown): ApiProblem => {
  const said: ProblemDocument = typeof error === "object" && error !== null ? error : {};
  const detail = said.detail ?? said.title ?? answer.statusText;
  return new ApiProblem(answer.status, said.code ?? "error", detail, said.fix ?? "", said.problems ?? []);
};
