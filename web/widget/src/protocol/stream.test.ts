/** Events arrive whole and in order, however the network cuts the bytes. */
import { describe, expect, it } from "vitest";
import { type ServerEvent, readEvents } from "./stream.ts";

const bodyOf = (chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

const read = async (chunks: readonly Uint8Array[]): Promise<ServerEvent[]> => {
  const events: ServerEvent[] = [];
  await readEvents(bodyOf(chunks), (event) => events.push(event));
  return events;
};

const TEXT = 'event: message\r\ndata: {"text":"é"}\r\n\r\n: still here\n\nevent: turn\ndata: {"a":\ndata: 1}\n\n';
const EVENTS = [
  { event: "message", data: '{"text":"é"}' },
  { event: "turn", data: '{"a":\n1}' },
];

describe("readEvents", () => {
  it("reads events with comments, several data lines and either line break", async () => {
    expect(await read([new TextEncoder().encode(TEXT)])).toEqual(EVENTS);
  });

  it("reads the same when every byte comes alone", async () => {
    const bytes = new TextEncoder().encode(TEXT);
    expect(await read([...bytes].map((byte) => new Uint8Array([byte])))).toEqual(EVENTS);
  });

  it("drops an event that never ended", async () => {
    expect(await read([new TextEncoder().encode("event: turn\ndata: {}")])).toEqual([]);
  });
});
