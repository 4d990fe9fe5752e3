/**
 * A draft as flat maps by id: the shape that people edit together, because nested lists would double what two move at
 * once. Reading it as a flow is `reading.ts`, writing one down as maps `flattening.ts`, changing it `apply.ts`.
 */

/** Maps whose entries have fields that are written one by one. */
export const RECORDS = ["nodes", "events", "blocks", "variables", "notes", "comments"] as const;

/** Maps whose entries are written as a whole. */
export const VALUES = ["flow", "edges", "layout", "settings", "theme", "translations"] as const;

export type RecordMap = (typeof RECORDS)[number];
export type ValueMap = (typeof VALUES)[number];
export type MapName = RecordMap | ValueMap;

/** The fields of an entry, as the document names them. */
export type Fields = Readonly<Record<string, unknown>>;

export type Flat = { readonly [name in RecordMap]: ReadonlyMap<string, Fields> } & {
  readonly [name in ValueMap]: ReadonlyMap<string, unknown>;
};

/** One thing that is written; without a value it is taken away. A field of an entry that is gone is not written. */
export type Change =
  | { map: RecordMap; key: string; field: string; value: unknown }
  | { map: MapName; key: string; field?: never; value: unknown };

/** What an author does in one go. */
export type Edit = readonly Change[];

/** An exit of a block. */
export type ExitOf = { block: string; handle: string };

/** Where an edge leads; without a node the path stops there on purpose. */
export type Lead = { node?: string; block?: string };

/** The field that tells the node of a block; some blocks have a field `node` of their own. */
export const NODE = "in";

/** The field that tells the place of an entry among its siblings. */
export const ORDER = "order";

/** A draft that holds nothing. */
export const emptyFlat: Flat = {
  flow: new Map(),
  nodes: new Map(),
  events: new Map(),
  blocks: new Map(),
  edges: new Map(),
  layout: new Map(),
  variables: new Map(),
  settings: new Map(),
  theme: new Map(),
  translations: new Map(),
  notes: new Map(),
  comments: new Map(),
};

/** Return whether the entries of a map have fields of their own. */
export const isRecordMap = (name: MapName): name is RecordMap => (RECORDS as readonly string[]).includes(name);

/** Return the key of an edge. */
export const edgeKey = (exit: ExitOf): string => `${escaped(exit.block)} ${exit.handle}`;

/** Return the exit that a key of an edge tells. */
export const exitOfKey = (key: string): ExitOf => {
  const [block, handle] = cut(key);
  return { block: unescaped(block), handle };
};

/** Return the key of a translated text. */
export const translationKey = (locale: string, block: string, path: string): string =>
  `${escaped(locale)} ${escaped(block)} ${path}`;

/** Return the language, the block and the path that a key of a translated text tells; "" for what it lacks. */
export const translationOfKey = (key: string): { locale: string; block: string; path: string } => {
  const [locale, rest] = cut(key);
  const [block, path] = cut(rest);
  return { locale: unescaped(locale), block: unescaped(block), path };
};

/** Return where an edge leads; what is no such value leads to a node that nobody has. */
export const leadOf = (value: unknown): Lead =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : NOWHERE;

const NOWHERE: Lead = { node: "" };

/** Return the field as text, or "" where it is something else. */
export const wordOf = (fields: Fields | undefined, field: string): string => {
  const value = fields?.[field];
  return typeof value === "string" ? value : "";
};

/** Return whether two JSON values say the same; the order of fields says nothing. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, (b as Fields)[key]))
  );
};

const escaped = (id: string): string => id.replaceAll("%", "%25").replaceAll(" ", "%20");

const unescaped = (id: string): string => (id.includes("%") ? id.replaceAll("%20", " ").replaceAll("%25", "%") : id);

const cut = (key: string): [string, string] => {
  const at = key.indexOf(" ");
  return at < 0 ? [key, ""] : [key.slice(0, at), key.slice(at + 1)];
};
