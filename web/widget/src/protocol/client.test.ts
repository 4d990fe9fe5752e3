/** The chat API, called as the contract says: streams and plain JSON, refusals and broken lines. */
import { describe, expect, it } from "vitest";
import { Refused, createClient } from "./client.ts";
import { Unreachable } from "./retry.ts";
import type { Message, Session } from "./wire.ts";

type Call = { address: string; init: RequestInit };

const answering = (make: () => Response) => {
  const calls: Call[] = [];
  const client = createClient(new URL("https://chat.example/kit/"), (address, init = {}) => {
    calls.push({ address: address as string, init });
    return Promise.resolve(make());
  });
  return { client, calls };
};

const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json", ...headers } });

const stream = (text: string) => () => new Response(text, { headers: { "Content-Type": "text/event-stream" } });

const session: Session = { conversation: "c/1", token: "secret" };
const answer = { id: "t1", seq: 0, input: { type: "text", text: "hi" } } as const;
const nothing = (): void => undefined;

describe("createClient", () => {
  it("posts an answer with its token below the server's own path", async () => {
    const { client, calls } = answering(json({ turn: { seq: 1, status: "ended" } }));
    await client.turn(session, answer, nothing);
    expect(calls[0]?.address).toBe("https://chat.example/kit/api/v1/conversations/c%2F1/turns");
    expect(calls[0]?.init.headers).toMatchObject({ Authorization: "Bearer secret" });
    expect(calls[0]?.init.body).toBe('{"id":"t1","seq":0,"input":{"type":"text","text":"hi"}}');
    expect(calls[0]?.init.credentials).toBe("omit");
  });

  it("hands over what streams in and returns the closing turn", async () => {
    const messages: Message[] = [];
    const { client } = answering(
      stream(
        'event: typing\ndata: {"seconds":2}\n\nevent: message\ndata: {"id":"m1","type":"text"}\n\n' +
          'event: turn\ndata: {"turn":{"seq":1,"status":"waiting"}}\n\n',
      ),
    );
    const { turn } = await client.turn(session, answer, (message) => messages.push(message));
    expect(messages).toEqual([{ id: "m1", type: "text" }]);
    expect(turn.seq).toBe(1);
  });

  it("takes a stream without its closing turn for a broken line", async () => {
    const { client } = answering(stream('event: message\ndata: {"id":"m1","type":"text"}\n\n'));
    await expect(client.turn(session, answer, nothing)).rejects.toBeInstanceOf(Unreachable);
  });

  it("raises what a stream says has gone wrong", async () => {
    const { client } = answering(stream('event: problem\ndata: {"status":409,"turn":{"seq":4}}\n\n'));
    await expect(client.turn(session, answer, nothing)).rejects.toMatchObject({ status: 409 });
  });

  it("tells a refusal from a busy server", async () => {
    const gone = answering(json({ detail: "It is over." }, 410));
    await expect(gone.client.read(session)).rejects.toEqual(new Refused(410, { detail: "It is over." }));
    const busy = answering(json({}, 503, { "Retry-After": "4" }));
    await expect(busy.client.read(session)).rejects.toMatchObject({ retryAfter: 4, offline: false });
  });

  it("tells a network that is not there", async () => {
    const client = createClient(new URL("https://chat.example/"), () => Promise.reject(new TypeError("no network")));
    await expect(client.flow("visit", "")).rejects.toMatchObject({ offline: true });
  });
});
