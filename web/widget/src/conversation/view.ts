/** What there is to see of a conversation, as one value, and the pure steps from one to the next. */
import {
  type Ask,
  type Flow,
  type Input,
  type Message,
  type Transcript,
  type TranscriptEntry,
  type Turn,
  isRefusal,
} from "../protocol/wire.ts";

export type BotEntry = { kind: "bot"; key: string; message: Message };

export type VisitorEntry = {
  kind: "visitor";
  key: string;
  shown: string;
  input?: Partial<Input>;
  /** The question that was answered. */
  ask?: Ask | null | undefined;
};

export type Entry = BotEntry | VisitorEntry;

/** What is being asked, with the words that were refused and why. */
export type Question = { key: string; ask: Ask; initial: string; refusal: string };

/** idle: not begun; busy: the bot's move; closed: there is no conversation to be had, `notice` says why. */
export type Phase = "idle" | "busy" | "waiting" | "ended" | "failed" | "closed";

/** stuck: given up for now, the visitor may try again; elsewhere: another tab answered. */
export type Trouble = "offline" | "retrying" | "stuck" | "elsewhere" | null;

export type View = {
  phase: Phase;
  flow: Flow;
  seq: number;
  entries: readonly Entry[];
  question: Question | null;
  trouble: Trouble;
  notice: string;
  progress: number | null;
};

/** A conversation that has not begun. */
export const blank = (flow: Flow): View => ({
  phase: "idle",
  flow,
  seq: 0,
  entries: [],
  question: null,
  trouble: null,
  notice: "",
  progress: null,
});

const said = (message: Message): BotEntry => ({ kind: "bot", key: message.id, message });

/** Adds an entry; one whose key is known replaces the earlier one and is never shown twice. */
const withEntry = (entries: readonly Entry[], entry: Entry): readonly Entry[] => {
  const at = entries.findIndex(({ key }) => key === entry.key);
  return at < 0 ? [...entries, entry] : entries.with(at, entry);
};

export const withMessage = (entries: readonly Entry[], message: Message): readonly Entry[] =>
  withEntry(entries, said(message));

/** The answer to the question of turn `seq`. The key is the same before and after the server has confirmed it. */
export const answerKey = (seq: number): string => `answer-${seq}`;

export const withAnswer: (entries: readonly Entry[], answer: VisitorEntry) => readonly Entry[] = withEntry;

export const without = (entries: readonly Entry[], key: string): readonly Entry[] =>
  entries.filter((entry) => entry.key !== key);

/** Tells whether a turn does nothing but refuse the answer to `asked` and ask again. */
export const isRefused = (turn: Turn, asked: Ask): boolean => {
  const messages = turn.messages ?? [];
  return turn.input?.block === asked.block && messages.length > 0 && messages.every(isRefusal);
};

/** The words with which a turn refuses an answer, "" where it does not. */
export const refusalOf = (turn: Turn): string =>
  (turn.messages ?? [])
    .filter(isRefusal)
    .map((message) => message.text)
    .join(" ");

export const questionOf = (turn: Turn, initial?: string, refusal = ""): Question | null =>
  turn.input
    ? { key: `question-${turn.seq}`, ask: turn.input, initial: initial ?? turn.input.prefill ?? "", refusal }
    : null;

/** One recorded turn as it is seen: the answer that led to it, then what was said. Refused tries are left out. */
export const entriesOfRecord = (record: TranscriptEntry, previous?: TranscriptEntry): Entry[] => {
  const messages = record.messages ?? [];
  if (messages.length > 0 && messages.every(isRefusal)) return [];
  const key = answerKey(previous?.seq ?? 0);
  const answer: VisitorEntry = { kind: "visitor", key, shown: record.shown ?? "", ask: previous?.ask };
  if (record.input) answer.input = record.input;
  return [...(record.shown ? [answer] : []), ...messages.map(said)];
};

/** The whole record as it is seen. */
export const entriesOf = (transcript: Transcript): Entry[] => {
  const records = transcript.transcript ?? [];
  return records.flatMap((record, at) => entriesOfRecord(record, records[at - 1]));
};
