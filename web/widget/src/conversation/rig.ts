/** A conversation with a server, a clock and a memory that a test holds in its hands. For tests only. */
import { type Client, type OnMessage, Refused } from "../protocol/client.ts";
import {
  type Flow,
  type Input,
  type Message,
  type TextMessage,
  type Transcript,
  type TranscriptEntry,
  type Turn,
  isText,
} from "../protocol/wire.ts";
import { Conversation, type Outside } from "./conversation.ts";
import type { View } from "./view.ts";

export type Line = Omit<Turn, "seq"> & { expires?: number };

type Words = Omit<TextMessage, "id">;

export const said = (text: string, tone: "say" | "error" = "say"): Words => ({ type: "text", text, tone });

export const waitMessage = (seconds: number) => ({ type: "wait", seconds });

export const ask = (block: string, ...messages: object[]): Line => ({
  messages: messages as Message[],
  input: { type: block === "hook" ? "hook" : "text", block },
  status: "waiting",
});

export const end = (text: string): Line => ({ ...ask("", said(text)), input: null, status: "ended" });

const flow: Flow = { id: "f1", slug: "visit", name: "Visit", settings: { typing: { enabled: false } } };

/** Says its lines one turn after another, as the API would; fails first with what `failures` holds. */
class ScriptedClient implements Client {
  base = new URL("https://chat.example/");
  failures: Error[] = [];
  started: string[] = [];
  sent: { id: string; seq: number; input: Input }[] = [];
  records: (TranscriptEntry & { turn: Turn })[] = [];

  constructor(
    readonly lines: readonly Line[],
    readonly now: () => number,
  ) {}

  flow = (): Promise<Flow> => Promise.resolve(flow);

  start: Client["start"] = async (_, { id }, onMessage) => {
    this.started.push(id);
    this.#fail();
    this.records = [];
    return Promise.resolve({ conversation: "c1", token: "t1", turn: this.#next("", onMessage) });
  };

  turn: Client["turn"] = async (_, turn, onMessage) => {
    this.sent.push(turn);
    this.#fail();
    const present = this.records.at(-1)?.turn;
    if (present && turn.seq !== present.seq) throw new Refused(409, { turn: present });
    return Promise.resolve({ turn: this.#next(turn.input.type === "text" ? turn.input.text : "", onMessage) });
  };

  read: Client["read"] = async (): Promise<Transcript> => {
    this.#fail();
    const turn = this.records.at(-1)?.turn;
    if (!turn) throw new Refused(404, {});
    return Promise.resolve({ conversation: "c1", status: turn.status, seq: turn.seq, transcript: this.records, turn });
  };

  /** Someone else takes the next turn. */
  answerElsewhere(shown: string): void {
    this.#next(shown, () => undefined);
  }

  #fail(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }

  #next(shown: string, onMessage: OnMessage): Turn {
    const seq = this.records.length;
    const { expires, ...line } = this.lines[seq] ?? end("There are no more lines.");
    const messages = (line.messages ?? []).map((message, at) => ({ ...message, id: `m${seq}-${at}` }));
    const turn: Turn = { ...(shown && { shown }), ...line, seq, messages };
    if (expires && turn.input)
      turn.input = { ...turn.input, expires: new Date(this.now() + expires * 1000).toISOString() };
    this.records.push({ seq, messages, turn, ...(turn.shown && { shown: turn.shown }) });
    for (const message of messages) onMessage(message);
    return turn;
  }
}

export class Rig {
  readonly client: ScriptedClient;
  readonly conversation: Conversation;
  readonly pauses: number[] = [];
  readonly said: string[] = [];
  #time = 0;
  #timers: { at: number; action: () => void }[] = [];

  constructor(
    lines: readonly Line[],
    faults: { start?: Error } = {},
    readonly remembered: string[] = [],
    client?: ScriptedClient,
  ) {
    this.client = client ?? new ScriptedClient(lines, () => this.#time * 1000);
    if (faults.start) this.client.failures.push(faults.start);
    this.conversation = new Conversation(this.client, flow, this.#outside());
  }

  get view(): View {
    return this.conversation.view;
  }

  /** All that is on the page, in order; the visitor's words after a `>`. */
  get heard(): string[] {
    return this.view.entries.map((entry) =>
      entry.kind === "visitor" ? `> ${entry.shown}` : isText(entry.message) ? entry.message.text : entry.message.type,
    );
  }

  open(): Promise<void> {
    return this.conversation.open();
  }

  say(text: string): Promise<void> {
    return this.conversation.answer({ type: "text", text }, text, text);
  }

  /** The same visitor and server, on a page that was loaded again. */
  comeBack(): Rig {
    return new Rig([], {}, this.remembered, this.client);
  }

  /** Lets time pass, and everything happen that is due. */
  async pass(seconds: number): Promise<void> {
    const end = this.#time + seconds;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#time = due.at;
      due.action();
      for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    }
    this.#time = end;
  }

  #outside(): Outside {
    return {
      patience: { random: () => 0.5, online: () => true, pause: () => Promise.resolve() },
      pause: (seconds) => {
        this.pauses.push(seconds);
        return Promise.resolve();
      },
      now: () => this.#time * 1000,
      newId: () => `id-${Math.random()}`,
      memoryOf: () => ({
        recall: () => {
          const conversation = this.remembered.at(-1);
          return conversation ? { conversation, token: "t1" } : null;
        },
        remember: ({ conversation }) => this.remembered.push(conversation),
        forget: () => {
          this.remembered.length = 0;
        },
      }),
      later: (seconds, action) => {
        const timer = { at: this.#time + seconds, action };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
      pauseOf: (message) => (message.type === "wait" ? (message as Message & { seconds: number }).seconds : undefined),
      isPolled: ({ type }) => type === "hook",
      onSaid: (message) => this.said.push(message.id),
      opening: () => ({}),
    };
  }
}
