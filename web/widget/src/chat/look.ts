/**
 * How a block type looks: a file in `blocks/` declares it under its name, and nothing else in the widget names a type.
 *
 * A message has a view, or is a pause, or does something when it is said. A question is a field of the dock, or has
 * a view of its own below the messages.
 */
import type { ComponentType, InputHTMLAttributes } from "preact";
import type { Ask, Input, Message } from "../protocol/wire.ts";
import type { VisitorEntry } from "../conversation/view.ts";
import type { Chat } from "./Chat.ts";

export type MessageLook<M extends Message = Message> = {
  View?: ComponentType<{ message: M }>;
  /** The seconds this message waits instead of showing anything. */
  pause?: (message: M) => number;
  /** What the widget does when the message is said; not done again when the record is read. */
  act?: (message: M, chat: Chat) => void;
};

/** Ids of the texts that belong to a control, as its attributes. */
export type Aria = { "aria-labelledby": string; "aria-describedby": string | undefined };

export type AskProps<A extends Ask = Ask> = {
  ask: A;
  /** What the field holds at first: the author's prefill, or the words that were refused. */
  initial: string;
  /** Why the last answer was refused, "" if it was not. */
  refusal: string;
  answer: (input: Input, shown: string, draft?: string) => void;
  /** What names the control and what is said about it. */
  aria: Aria;
};

/** A one-line or many-line field; the dock keeps it in place from one question to the next. */
export type Field = {
  input: InputHTMLAttributes;
  long?: boolean | undefined;
  maxLength?: number | undefined;
  /** Words within the field, before or after what is typed. */
  before?: string | undefined;
  after?: string | undefined;
  hint?: string | undefined;
  attachments?: boolean | undefined;
};

export type FieldLook<A extends Ask = Ask> = { field: (ask: A, chat: Chat) => Field };

export type ViewLook<A extends Ask = Ask> = {
  View: ComponentType<AskProps<A>>;
  place?: "dock" | "log";
  /** The question may be answered from elsewhere: look again and again. */
  polled?: boolean;
  /** The answer where it was given, locked, in place of a bubble. */
  Answered?: ComponentType<{ ask: A; entry: VisitorEntry }>;
};

export type AskLook<A extends Ask = Ask> = FieldLook<A> | ViewLook<A>;

export const messages = new Map<string, MessageLook>();
export const asks = new Map<string, AskLook>();

/** Declares the look of one kind of message; the only place that trusts a type's name to tell its fields. */
export const messageLook = <M extends Message>(type: string, look: MessageLook<M>): void => {
  messages.set(type, look as unknown as MessageLook);
};

/** Declares the look of one kind of question. */
export const askLook = <A extends Ask>(type: string, look: AskLook<A>): void => {
  asks.set(type, look as unknown as AskLook);
};
