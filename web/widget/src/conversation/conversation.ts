/**
 * One visitor's conversation: opens it, answers, plays what comes back, heals what breaks.
 *
 * It knows no DOM; the time, chance and the network are given to it.
 */
import { type Client, type OnMessage, type Opening, Refused } from "../protocol/client.ts";
import { type Patience, persist } from "../protocol/retry.ts";
import {
  type Ask,
  type Flow,
  type Input,
  type Message,
  type Session,
  type Transcript,
  type Turn,
  isRefusal,
} from "../protocol/wire.ts";
import type { Memory } from "./memory.ts";
import { Playback, type Step } from "./playback.ts";
import {
  type Question,
  type Trouble,
  type View,
  type VisitorEntry,
  answerKey,
  blank,
  entriesOf,
  entriesOfRecord,
  isRefused,
  questionOf,
  refusalOf,
  withAnswer,
  withMessage,
  without,
} from "./view.ts";
import { Watch } from "./watch.ts";

export type Outside = {
  patience: Patience;
  /** Resolves after `seconds`, no sooner. */
  pause: (seconds: number) => Promise<void>;
  now: () => number;
  newId: () => string;
  memoryOf: (flow: Flow) => Memory;
  /** Runs `action` after `seconds` and returns how to call it off. */
  later: (seconds: number, action: () => void) => () => void;
  pauseOf: (message: Message) => number | undefined;
  /** Tells whether a question may be answered from elsewhere at any moment. */
  isPolled: (ask: Ask) => boolean;
  /** A message has just been said, not merely read from the record. */
  onSaid: (message: Message) => void;
  opening: () => Omit<Opening, "id">;
};

type Pending = { id: string; seq: number; input: Input; key: string; question: Question | null; draft: string };

const GONE = new Set([401, 403, 404, 410]);

export class Conversation {
  view: View;
  session: Session | null = null;
  readonly #watchers = new Set<() => void>();
  readonly #watch: Watch;
  #playback: Playback;
  #pending: Pending | null = null;
  #openingId = "";
  /** A request or a playback is under way. */
  #acting = false;
  /** Grows with every new beginning, so that what belongs to an older one is dropped. */
  #epoch = 0;

  constructor(
    readonly client: Client,
    flow: Flow,
    readonly outside: Outside,
  ) {
    this.view = blank(flow);
    this.#playback = this.#newPlayback();
    this.#watch = new Watch(outside, () => void this.refresh());
  }

  subscribe(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Goes on with the remembered conversation, or begins one. Does nothing when it is open already. */
  async open(): Promise<void> {
    if (this.view.phase !== "idle") return;
    this.session = this.#memory.recall();
    await (this.session ? this.#resume() : this.#begin());
  }

  /** Answers the present question. A second call before the next question does nothing. */
  async answer(input: Input, shown: string, draft = ""): Promise<void> {
    const { phase, question, seq } = this.view;
    if (phase !== "waiting" || !this.session) return;
    const key = answerKey(seq);
    this.#pending = { id: this.outside.newId(), seq, input, key, question, draft };
    const entry: VisitorEntry = { kind: "visitor", key, shown, input, ask: question?.ask };
    const entries = shown ? withAnswer(this.view.entries, entry) : this.view.entries;
    this.#watch.stop();
    this.#change({ phase: "busy", question: null, trouble: null, entries });
    await this.#deliver();
  }

  /** Tries again what could not be delivered, under the same id. */
  async retry(): Promise<void> {
    if (this.view.trouble !== "stuck") return;
    this.#change({ trouble: null });
    await (this.#pending ? this.#deliver() : this.session ? this.#resume() : this.#begin());
  }

  /** Forgets this conversation and begins another, in another language if one is named. */
  async restart(locale = ""): Promise<void> {
    this.#memory.forget();
    this.stop();
    this.#pending = null;
    this.#openingId = "";
    this.session = null;
    this.#playback = this.#newPlayback();
    const { flow } = this.view;
    this.view = blank(locale ? { ...flow, locale } : flow);
    await this.#begin();
  }

  /** Says that there is no conversation to be had. */
  shut(notice: string): void {
    this.#change({ phase: "closed", notice });
  }

  /** Reads how things stand, and plays what has happened meanwhile. */
  async refresh(): Promise<void> {
    const { session } = this;
    if (!session || this.#acting || this.view.trouble === "stuck") return;
    const epoch = this.#epoch;
    try {
      const transcript = await this.client.read(session);
      if (epoch !== this.#epoch) return;
      await this.#act(() => this.#adopt(transcript, true));
    } catch {
      if (epoch === this.#epoch) this.#watch.again();
    }
  }

  /** Does nothing any more: the widget has left the page. */
  stop(): void {
    this.#epoch += 1;
    this.#acting = false;
    this.#playback.stop();
    this.#watch.stop();
  }

  get #memory(): Memory {
    return this.outside.memoryOf(this.view.flow);
  }

  #change(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    for (const watcher of this.#watchers) watcher();
  }

  #newPlayback(): Playback {
    return new Playback({
      show: (step) => {
        this.#show(step);
      },
      pause: (seconds) => (seconds > 0 ? this.outside.pause(seconds) : Promise.resolve()),
      pauseOf: this.outside.pauseOf,
      typing: () => this.view.flow.settings?.typing ?? {},
    });
  }

  #show(step: Step): void {
    if ("answer" in step) {
      this.#change({ entries: withAnswer(this.view.entries, step.answer) });
      return;
    }
    const isNew = !this.view.entries.some((entry) => entry.key === step.message.id);
    this.#change({ entries: withMessage(this.view.entries, step.message) });
    if (isNew) this.outside.onSaid(step.message);
  }

  async #begin(): Promise<void> {
    this.#openingId ||= this.outside.newId();
    this.#change({ phase: "busy" });
    await this.#act(async (epoch) => {
      const opening = { id: this.#openingId, ...this.outside.opening() };
      const started = await this.#persist(epoch, () =>
        this.client.start(this.view.flow.slug, opening, this.#onMessage(epoch)),
      );
      if (epoch !== this.#epoch) return;
      this.session = { conversation: started.conversation, token: started.token };
      if (started.flow) this.#change({ flow: started.flow });
      await this.#settle(started.turn);
    });
  }

  async #resume(): Promise<void> {
    this.#change({ phase: "busy" });
    await this.#act((epoch) => this.#catchUp(epoch));
  }

  /** Reads how things stand and shows that at once. */
  async #catchUp(epoch: number): Promise<void> {
    const { session } = this;
    if (!session) return;
    const transcript = await this.#persist(epoch, () => this.client.read(session));
    if (epoch === this.#epoch) await this.#adopt(transcript, false);
  }

  async #deliver(): Promise<void> {
    const { session } = this;
    const pending = this.#pending;
    if (!session || !pending) return;
    await this.#act(async (epoch) => {
      const { id, seq, input } = pending;
      const { turn } = await this.#persist(epoch, () =>
        this.client.turn(session, { id, seq, input }, this.#onMessage(epoch)),
      );
      if (epoch !== this.#epoch) return;
      this.#memory.remember(session);
      this.#pending = null;
      if (pending.question && isRefused(turn, pending.question.ask)) this.#refuse(pending, turn, refusalOf(turn));
      else await this.#settle(turn, pending);
    });
  }

  #persist<T>(epoch: number, attempt: () => Promise<T>): Promise<T> {
    return persist(attempt, this.outside.patience, (trouble: Trouble) => {
      if (epoch === this.#epoch && this.view.trouble !== trouble) this.#change({ trouble });
    });
  }

  /** What streams in is played at once; refusals wait until it is known whether the question is asked again. */
  #onMessage(epoch: number): OnMessage {
    return (message) => {
      if (epoch === this.#epoch && !isRefusal(message)) this.#playback.push({ message });
    };
  }

  /** Does `action` with nothing else under way, and turns its failure into something to see. */
  async #act(action: (epoch: number) => Promise<void>): Promise<void> {
    if (this.#acting) return;
    const epoch = this.#epoch;
    this.#acting = true;
    try {
      await action(epoch);
    } catch (error) {
      if (epoch !== this.#epoch) return;
      if (error instanceof Refused) await this.#onRefused(epoch, error);
      else this.#change({ trouble: "stuck" });
    } finally {
      if (epoch === this.#epoch) this.#acting = false;
    }
  }

  async #onRefused(epoch: number, { status, problem }: Refused): Promise<void> {
    const pending = this.#pending;
    this.#pending = null;
    const detail = problem.detail ?? "";
    if (!this.session) {
      this.#change({ phase: "closed", notice: detail });
      return;
    }
    if (status === 409) return this.#converge(epoch, pending);
    if (pending?.question && !GONE.has(status)) {
      this.#refuse(pending, { seq: pending.seq, status: "waiting", input: pending.question.ask }, detail);
      return;
    }
    this.#memory.forget();
    // A visitor who comes back after the conversation is gone begins anew; one in the middle of it is told.
    if (!pending && this.view.entries.length === 0) return this.restart();
    const entries = pending ? without(this.view.entries, pending.key) : this.view.entries;
    this.#change({ phase: "closed", notice: "expired", question: null, entries });
  }

  /** Another tab was faster: show what holds, and keep what was typed if the same is still asked. */
  async #converge(epoch: number, pending: Pending | null): Promise<void> {
    try {
      await this.#catchUp(epoch);
    } catch {
      this.#change({ trouble: "stuck" });
      return;
    }
    if (epoch !== this.#epoch) return;
    const { question } = this.view;
    const isSame = question && question.ask.block === pending?.question?.ask.block;
    this.#change({ trouble: "elsewhere", question: isSame ? { ...question, initial: pending.draft } : question });
  }

  #refuse(pending: Pending, turn: Turn, refusal: string): void {
    const question = questionOf(turn, pending.draft, refusal);
    // The key must differ from the first try's, else the field would not take its words back.
    if (question) question.key += `-${pending.id}`;
    this.#change({
      phase: "waiting",
      seq: turn.seq,
      entries: without(this.view.entries, pending.key),
      question,
      trouble: null,
    });
    this.#watch.over(turn);
  }

  async #settle(turn: Turn, pending: Pending | null = null): Promise<void> {
    const epoch = this.#epoch;
    if (pending) this.#confirm(pending, turn);
    for (const message of turn.messages ?? []) this.#playback.push({ message });
    await this.#playback.finished();
    if (epoch === this.#epoch) this.#await(turn, "");
  }

  #confirm(pending: Pending, turn: Turn): void {
    const entries = this.view.entries.map((entry) =>
      entry.kind === "visitor" && entry.key === pending.key ? { ...entry, shown: turn.shown ?? entry.shown } : entry,
    );
    this.#change({ entries });
  }

  /** Shows the question of `turn`, or that there is none. */
  #await(turn: Turn, refusal: string): void {
    const phase = turn.status === "working" ? "busy" : turn.status;
    const question = phase === "waiting" ? questionOf(turn, undefined, refusal) : null;
    const progress = turn.progress ?? this.view.progress;
    this.#change({ phase, question, seq: turn.seq, progress, trouble: null });
    this.#watch.over(turn);
  }

  /** Takes over what the server has recorded; with `play`, what is new is played as if it had streamed in. */
  async #adopt(transcript: Transcript, play: boolean): Promise<void> {
    const { turn } = transcript;
    const known = this.view.seq;
    if (play && turn.seq === known && turn.status === "waiting" && this.view.question) {
      this.#watch.over(turn);
      return;
    }
    if (transcript.flow) this.#change({ flow: transcript.flow });
    if (!play) {
      const entries = entriesOf(transcript);
      this.#playback.markPlayed(entries.map((entry) => entry.key));
      this.#change({ entries, phase: "busy", question: null });
      this.#await(turn, refusalOf(turn));
      return;
    }
    this.#change({ phase: "busy", question: null });
    for (const [at, record] of (transcript.transcript ?? []).entries()) {
      if (record.seq <= known) continue;
      for (const entry of entriesOfRecord(record, transcript.transcript?.[at - 1])) {
        this.#playback.push(entry.kind === "bot" ? { message: entry.message } : { answer: entry });
      }
    }
    await this.#settle(turn);
  }
}
