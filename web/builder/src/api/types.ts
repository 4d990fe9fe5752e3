/** What the server's management API says and takes. The chat's own wire belongs to the widget. */
import type { Category, Flow, Privacy, Problem, VariableType } from "@dialogkit/flow";

/** A moment as the server writes it. */
export type Moment = string | number;

export type Me = { organization: { id: string; name: string }; actor: string; version?: string };

export type Published = { number: number; at: Moment };

export type FlowSummary = {
  id: string;
  slug: string;
  name: string;
  revision: number;
  updated: Moment;
  published: Published | null;
  changed: boolean;
  problems: { errors: number; warnings: number };
  conversations: { total: number; ended?: number | null; last_at?: Moment | null };
};

export type FlowDetail = Omit<FlowSummary, "problems" | "conversations"> & {
  document: Flow;
  problems: readonly Problem[];
};

/** A field of a block in JSON Schema, as far as forms read it. */
export type FieldSchema = {
  type?: string | readonly string[];
  description?: string;
  title?: string;
  default?: unknown;
  enum?: readonly unknown[];
  items?: FieldSchema;
  anyOf?: readonly FieldSchema[];
  $ref?: string;
  properties?: Readonly<Record<string, FieldSchema>>;
};

export type BlockSchema = FieldSchema & { $defs?: Readonly<Record<string, FieldSchema>> };

/** A block type as the catalogue describes it. */
export type BlockKind = {
  type: string;
  category: Category;
  label: string;
  icon: string;
  doc: string;
  schema?: BlockSchema;
  fields?: BlockSchema;
  handles?: readonly { name: string; label?: string }[];
};

export type Version = { number: number; at: Moment; note?: string; live: boolean };
export type VersionDetail = Version & { document: Flow };

export type ResultColumn = { name: string; label?: string; type: VariableType; privacy: Privacy };

export type ConversationStatus = "waiting" | "working" | "ended" | "failed";

export type ResultRow = {
  conversation: string;
  started: Moment;
  updated: Moment;
  status: ConversationStatus;
  version: number;
  values: Readonly<Record<string, unknown>>;
};

export type Results = { columns: readonly ResultColumn[]; items: readonly ResultRow[]; next: string | null };

export type Page<T> = { items: readonly T[]; next: string | null };

export type Message = {
  type: string;
  id?: string;
  block?: string;
  text?: string;
  url?: string;
  alt?: string;
  tone?: string;
};

export type TranscriptTurn = {
  seq: number;
  shown?: string | null;
  messages: readonly Message[];
  at?: Moment;
  /** The blocks that were left, and by which exit. */
  path?: readonly (readonly [block: string, handle: string])[];
};

export type Transcript = {
  conversation: string;
  status: ConversationStatus;
  transcript: readonly TranscriptTurn[];
  /** The newest turn; its input is what is asked now. */
  turn?: { input?: { block?: string } | null };
  variables?: Readonly<Record<string, unknown>>;
};

/** How faithfully one block of a foreign file was brought over. */
export type Fidelity = "exact" | "approximate" | "unsupported";

export type ImportNote = { block?: string; type?: string; kind: Fidelity; message: string };

export type ImportReport = {
  format: string;
  version: string;
  blocks: number;
  exact: number;
  approximate: number;
  unsupported: number;
  notes: readonly ImportNote[];
};

export type PreviewStart = { conversation: string; token: string };
