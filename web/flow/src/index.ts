/**
 * The flow as plain values: its schema and the edits on it. No framework, no network, no DOM.
 *
 * How it is shown is the builder's part; how it is held is the server's. The types come from the Python ones:
 * `make generate` writes them.
 */
import type { Node } from "./generated/schema.ts";

export type * from "./generated/schema.ts";

/** Any block; `type` tells which. */
export type Block = NonNullable<Node["blocks"]>[number];
