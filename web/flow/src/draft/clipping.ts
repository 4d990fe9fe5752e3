/** The text form of what was copied. What comes from a clipboard may be anything, so it is looked at before it is used. */
import type { AnyBlock } from "../block.ts";
import type { Position } from "../generated/schema.ts";
import type { Color, NewNote } from "./edits/notes.ts";
import type { Fields, Lead } from "./flat.ts";

/** Cards and blocks as they were copied, with their old ids. */
export type Clipping = {
  nodes: readonly { id: string; title?: string; color?: Color; blocks: readonly AnyBlock[] }[];
  events: readonly AnyBlock[];
  /** Blocks that were copied without their card. */
  blocks: readonly AnyBlock[];
  notes: readonly NewNote[];
  edges: readonly { block: string; handle: string; lead: Lead }[];
  layout: Readonly<Record<string, Position>>;
  variables: readonly (Fields & { name: string })[];
  translations: readonly { locale: string; block: string; path: string; text: string }[];
};

const MARKER = "dialogkit/clipping";
const VERSION = 1;
const LONGEST = 20_000_000;

/** Return the text of a clipping. */
export const clippingText = (clipping: Clipping): string =>
  JSON.stringify({ [MARKER]: VERSION, ...clipping }, undefined, 1);

/** Return what a text holds, or null where it is none of ours. Parts that are not as they should be are left out. */
export const readClipping = (text: string): Clipping | null => {
  if (!text.includes(MARKER) || text.length > LONGEST) return null;
  const found = parsed(text);
  if (!isRecord(found) || found[MARKER] !== VERSION) return null;
  return {
    nodes: listIn(found, "nodes")
      .filter(hasId)
      .map((node) => ({ ...node, blocks: listIn(node, "blocks").filter(isBlock) })),
    events: listIn(found, "events").filter(isBlock),
    blocks: listIn(found, "blocks").filter(isBlock),
    notes: listIn(found, "notes").filter((note): note is Fields & NewNote => hasId(note) && isPlace(note)),
    edges: listIn(found, "edges").filter(isEdge),
    layout: isRecord(found["layout"]) ? placesIn(found["layout"]) : {},
    variables: listIn(found, "variables").filter((one): one is Fields & { name: string } => isText(one["name"])),
    translations: listIn(found, "translations").filter(isTranslation),
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const listIn = (part: Fields, field: string): readonly Fields[] => {
  const list = part[field];
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

const hasId = (part: Fields): part is Fields & { id: string } => isText(part["id"]);

const isBlock = (part: Fields): part is AnyBlock => hasId(part) && isText(part["type"]);

const isPlace = (part: unknown): part is Position =>
  isRecord(part) && Number.isFinite(part["x"]) && Number.isFinite(part["y"]);

const placesIn = (layout: Fields): Record<string, Position> =>
  Object.fromEntries(Object.entries(layout).filter((entry): entry is [string, Position] => isPlace(entry[1])));

const isEdge = (part: Fields): part is Clipping["edges"][number] =>
  isText(part["block"]) && isText(part["handle"]) && isRecord(part["lead"]);

const isTranslation = (part: Fields): part is Clipping["translations"][number] =>
  isText(part["locale"]) && isText(part["block"]) && isText(part["path"]) && isText(part["text"]);
