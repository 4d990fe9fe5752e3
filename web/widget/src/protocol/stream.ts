/** Reads server-sent events from the body of a fetch; EventSource can neither post nor send a token. */

export type ServerEvent = { event: string; data: string };

/** Parses one event's lines; undefined for a comment that only keeps the line open. */
const parse = (lines: string): ServerEvent | undefined => {
  const field = (name: string): string[] =>
    [...lines.matchAll(new RegExp(`^${name}: ?(.*)`, "gm"))].map(([, value = ""]) => value);
  const data = field("data");
  return data[0] === undefined ? undefined : { event: field("event").at(-1) ?? "message", data: data.join("\n") };
};

/** Calls `take` with every event of `body`, in order, until it closes. */
export const readEvents = async (
  body: ReadableStream<Uint8Array>,
  take: (event: ServerEvent) => void,
): Promise<void> => {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    // A chunk may end between the two characters of one line break.
    rest = (rest + decoder.decode(value, { stream: !done })).replace(/\r\n/g, "\n");
    const parts = rest.split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const event = parse(part);
      if (event) take(event);
    }
    if (done) return;
  }
};
