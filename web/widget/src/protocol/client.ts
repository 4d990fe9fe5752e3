/**
 * The chat API as functions. One call is one attempt; patience lives in `retry.ts`, meaning in `conversation/`.
 */
import { encode } from "./encode.ts";
import { Unreachable } from "./retry.ts";
import { readEvents } from "./stream.ts";
import type { Flow, Input, Message, Problem, Session, Started, Transcript, Turn } from "./wire.ts";

/** The server understood and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
  }
}

/** Takes each message that streams in before the closing turn. */
export type OnMessage = (message: Message) => void;

export type Opening = { id: string; variables?: Record<string, unknown>; locale?: string; page?: string };

export type Client = {
  base: URL;
  flow: (flow: string, locale: string) => Promise<Flow>;
  start: (flow: string, opening: Opening, onMessage: OnMessage) => Promise<Started>;
  turn: (
    session: Session,
    turn: { id: string; seq: number; input: Input },
    onMessage: OnMessage,
  ) => Promise<{ turn: Turn }>;
  read: (session: Session) => Promise<Transcript>;
};

const BUSY = new Set([408, 425, 429, 500, 502, 503, 504]);

const problemOf = async (response: Response): Promise<Problem> => {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { status: response.status };
  }
};

const fail = (status: number, problem: Problem, retryAfter: string | null): never => {
  if (BUSY.has(status)) throw new Unreachable(false, Number(retryAfter) || 0);
  throw new Refused(status, problem);
};

/** Reads the streamed form of an answer; an end without its closing turn means that the line broke. */
const readStream = async <T>(body: ReadableStream<Uint8Array>, onMessage: OnMessage): Promise<T> => {
  let closing: T | undefined;
  let problem: Problem | undefined;
  await readEvents(body, ({ event, data }) => {
    const value: unknown = JSON.parse(data);
    if (event === "message") onMessage(value as Message);
    else if (event === "turn") closing = value as T;
    else if (event === "problem") problem = value as Problem;
  });
  if (problem) return fail(problem.status ?? 500, problem, null);
  if (!closing) throw new Unreachable(false);
  return closing;
};

/** Makes the client of the server at `base`, the folder above `api/`. */
export const createClient = (base: URL, send: typeof fetch = (...request) => fetch(...request)): Client => {
  const call = async <T>(path: string, init: RequestInit, onMessage?: OnMessage): Promise<T> => {
    let response: Response;
    try {
      response = await send(new URL(path, base).href, { credentials: "omit", ...init });
    } catch {
      throw new Unreachable(true);
    }
    if (!response.ok) return fail(response.status, await problemOf(response), response.headers.get("retry-after"));
    try {
      const { body, headers } = response;
      const isStream = onMessage && body && headers.get("content-type")?.includes("event-stream");
      return isStream ? await readStream<T>(body, onMessage) : ((await response.json()) as T);
    } catch (error) {
      throw error instanceof Refused || error instanceof Unreachable ? error : new Unreachable(true);
    }
  };
  const post = (body: unknown, token?: string): RequestInit => ({
    method: "POST",
    body: encode(body),
    headers: {
      "Content-Type": "application/json",
      Accept: "text/event-stream, application/json;q=0.9",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
  });
  const at = (session: Session): string => `api/v1/conversations/${encodeURIComponent(session.conversation)}`;
  const of = (flow: string): string => `api/v1/flows/${encodeURIComponent(flow)}`;
  return {
    base,
    flow: (flow, locale) => call(`${of(flow)}/public?locale=${encodeURIComponent(locale)}`, {}),
    start: (flow, opening, onMessage) => call(`${of(flow)}/conversations`, post(opening), onMessage),
    turn: (session, turn, onMessage) => call(`${at(session)}/turns`, post(turn, session.token), onMessage),
    read: (session) => call(at(session), { headers: { Authorization: `Bearer ${session.token}` } }),
  };
};
