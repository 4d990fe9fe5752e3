/**
 * What the server's management API says, under the names the builder uses. The shapes are generated from the server's
 * own; only what its description leaves open is named here. The chat's own wire belongs to the widget.
 */
import type { Flow } from "@dialogkit/flow";

import type * as Api from "./generated/api.ts";

export type { Fidelity, FlowSummary } from "./generated/api.ts";
export type { Column as ResultColumn, Note as ImportNote, Report as ImportReport } from "./generated/api.ts";
export type { ResultRow, Status as ConversationStatus, VersionOut as Version } from "./generated/api.ts";

/** A moment as the server writes it: milliseconds since 1970. */
export type Moment = number;

/** A flow's draft. Its schema is one of its own, which `@dialogkit/flow` has the types of. */
export type FlowDetail = Omit<Api.FlowDetail, "document"> & { document: Flow };

export type VersionDetail = Api.VersionOut & { document: Flow };

/** A flow that a new one may begin as. */
export type Example = Omit<Api.Example, "document"> & { document: Flow };

/** A flow that was read from a file, and how faithfully. */
export type Imported = { flow: FlowDetail; report: Api.Report };

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
export type BlockKind = Omit<Api.BlockType, "fields"> & { fields: BlockSchema };

/** A message of any type, as far as a transcript shows it. */
export type Message = {
  type: string;
  id?: string;
  block?: string;
  text?: string;
  url?: string;
  alt?: string;
  tone?: string;
};

export type TranscriptTurn = Omit<Api.Entry, "messages" | "input"> & { messages: readonly Message[] };

export type Transcript = Omit<Api.Transcript, "transcript" | "turn" | "flow"> & {
  transcript: readonly TranscriptTurn[];
  /** The newest turn; its input is what is asked now. */
  turn: { input?: { block?: string } | null };
};

/** A conversation that plays a draft. */
export type PreviewStart = Api.OpenedOut;
