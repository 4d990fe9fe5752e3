/** Speaks HTTP with the server; every refusal becomes an `ApiProblem`. Which addresses there are is in `queries.ts`. */
import type { Problem } from "@dialogkit/flow";

const ROOT = "/api/v1";

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

type Body = { json: unknown } | { bytes: Blob } | Record<string, never>;

/** Ask the server, and return what it says. */
export const call = async <T>(
  method: string,
  path: string,
  body: Body = {},
  headers: Record<string, string> = {},
): Promise<T> => {
  const answer = await fetch(ROOT + path, request(method, body, headers)).catch((reason: unknown) => {
    throw new ApiProblem(0, "unreachable", String(reason), "");
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
};

/** The address of something a browser fetches by itself, such as a file to save. */
export const addressOf = (path: string): string => ROOT + path;

const request = (method: string, body: Body, headers: Record<string, string>): RequestInit => {
  const plain = { Accept: "application/json", ...headers };
  if ("json" in body)
    return { method, headers: { ...plain, "Content-Type": "application/json" }, body: JSON.stringify(body.json) };
  if ("bytes" in body)
    return { method, headers: { ...plain, "Content-Type": "application/octet-stream" }, body: body.bytes };
  return { method, headers: plain };
};

type ProblemDocument = { code?: string; title?: string; detail?: string; fix?: string; problems?: readonly Problem[] };

const problemOf = async (answer: Response): Promise<ApiProblem> => {
  const said = (await answer.json().catch(() => ({}))) as ProblemDocument;
  const detail = said.detail ?? said.title ?? answer.statusText;
  return new ApiProblem(answer.status, said.code ?? "error", detail, said.fix ?? "", said.problems ?? []);
};
