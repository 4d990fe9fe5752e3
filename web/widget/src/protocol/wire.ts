/**
 * What travels between the widget and the server, as far as all block types share it.
 *
 * The messages and asks of single block types are declared in `blocks/`, one file each.
 */

export type RichNode = { tag?: string; text?: string; href?: string; children?: RichNode[] };

export type Message = { id: string; type: string; block?: string };

export type TextMessage = Message & { text: string; rich?: RichNode[]; tone?: "say" | "error" };

export type Ask = {
  type: string;
  block: string;
  button?: string;
  placeholder?: string;
  prefill?: string;
  optional?: boolean;
  expires?: string;
  until?: string;
};

export type FileValue = { id?: string; url: string; name?: string; size?: number; type?: string };

export type Input =
  | { type: "text"; text: string; files?: FileValue[] }
  | { type: "choice"; items: string[] }
  | { type: "files"; files: FileValue[] }
  | { type: "skip" }
  | { type: "command"; command: string }
  | { type: "event"; name: string; data?: unknown };

export type Status = "waiting" | "working" | "ended" | "failed";

export type Turn = {
  seq: number;
  messages?: Message[];
  input?: Ask | null;
  status: Status;
  shown?: string;
  progress?: number;
};

export type Paint = { background?: string; color?: string; border?: string; radius?: number };

export type Avatar = { shown?: boolean; url?: string };

export type Theme = {
  scheme?: "auto" | "light" | "dark";
  accent?: string;
  font?: string;
  background?: { type?: "none" | "color" | "image"; value?: string };
  bot?: Paint;
  visitor?: Paint;
  buttons?: Paint;
  inputs?: Paint;
  bot_avatar?: Avatar;
  visitor_avatar?: Avatar;
  progress?: { shown?: boolean; color?: string; position?: "top" | "bottom" };
  css?: string;
};

export type TypingSettings = {
  enabled?: boolean;
  words_per_minute?: number;
  max_seconds?: number;
  between_seconds?: number;
  skip_first?: boolean;
};

export type Settings = {
  typing?: TypingSettings;
  resume?: { enabled?: boolean; storage?: "session" | "local" };
  branding?: boolean;
  messages?: { failed?: string; closed?: string; expired?: string; file_too_large?: string };
  metadata?: { title?: string; description?: string; icon?: string };
};

/** The public part of a published flow. */
export type Flow = {
  id: string;
  slug: string;
  name: string;
  version?: number;
  locale?: string;
  /** All languages it can be had in. */
  locales?: string[];
  direction?: "ltr" | "rtl";
  theme?: Theme;
  settings?: Settings;
};

/** What a visitor knows a flow by. */
export const titleOf = ({ settings, name }: Flow): string => settings?.metadata?.title || name;

export type Started = { conversation: string; token: string; turn: Turn; flow?: Flow };

export type TranscriptEntry = {
  seq: number;
  input?: Partial<Input> | null;
  shown?: string;
  messages?: Message[];
  /** What this turn asked; the next one answers it. */
  ask?: Ask | null;
};

export type Transcript = {
  conversation: string;
  status: Status;
  seq: number;
  transcript?: TranscriptEntry[];
  turn: Turn;
  flow?: Flow;
};

/** RFC 9457, with the present turn where another client was faster. */
export type Problem = { status?: number; title?: string; detail?: string; code?: string; turn?: Turn };

export type Session = { conversation: string; token: string };

export const isText = (message: Message): message is TextMessage => message.type === "text";

/** Tells whether a message says that an answer was refused. */
export const isRefusal = (message: Message): message is TextMessage => isText(message) && message.tone === "error";
