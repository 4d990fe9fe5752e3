/** The parts of a flow as they are read from a draft's entries; the same entry gives the same object again. */
import type { AnyBlock } from "../block.ts";
import { NEXT } from "../block.ts";
import type { Edge, Flow, Node, Note, Position, Variable } from "../generated/schema.ts";
import type { Fields, Flat } from "./flat.ts";
import { NODE, ORDER } from "./flat.ts";
import { compareTexts } from "./order.ts";
import type { Exit, Translation } from "./standing.ts";
import { once, standing, translationsInOrder } from "./standing.ts";

/** Which cards and nodes there are, and which node each block stands in; an event stands in none. */
export type Home = {
  cards: ReadonlySet<string>;
  nodes: ReadonlySet<string>;
  blocks: ReadonlyMap<string, string | null>;
};

/** Return `before` where it holds the same things in the same order. */
export const kept = <T>(before: T[] | undefined, after: T[]): T[] =>
  before?.length === after.length && before.every((one, at) => one === after[at]) ? before : after;

/** Return the block or event of an entry. */
export const blockOf = (id: string, fields: Fields): AnyBlock => identified(id, fields) as AnyBlock;

/** Return the node of an entry, with its blocks. */
export const nodeFrom = (id: string, fields: Fields, blocks: readonly AnyBlock[]): Node => {
  const known = nodes.get(fields);
  if (known?.id === id && kept(known.blocks as AnyBlock[], blocks as AnyBlock[]) === known.blocks) return known;
  const node = { ...identified(id, fields), blocks } as unknown as Node;
  nodes.set(fields, node);
  return node;
};

/** Return a node for blocks whose own is gone. */
export const lostNode = (id: string, blocks: readonly AnyBlock[]): Node =>
  ({ id, title: "", blocks }) as unknown as Node;

type Faulty = "edge_to_node" | "edge_to_nothing";

/** Return the edge of an exit, and what is wrong with it. The target block's own node counts, whatever the edge says. */
export const edgeOf = (exit: Exit, node: string | null, home: Home): { edge?: Edge; code?: Faulty } => {
  const { node: to, block }: { node?: unknown; block?: unknown } = exit.lead;
  if (Object.keys(exit.lead).length === 0) return { edge: edgeTo(exit, node) };
  const own = typeof block === "string" ? home.blocks.get(block) : undefined;
  if (own && typeof block === "string") return { edge: edgeTo(exit, node, own, block) };
  if (typeof to !== "string" || !home.nodes.has(to)) return { code: "edge_to_nothing" };
  const edge = edgeTo(exit, node, to);
  return block === undefined || block === null ? { edge } : { edge, code: "edge_to_node" };
};

/** Return the variables in their order. */
export const variablesOf: (entries: Flat["variables"]) => Variable[] = once((entries) =>
  standing(entries).map(({ id }) => named(id, entries.get(id) ?? {}) as unknown as Variable),
);

/** Return the notes by id. */
export const notesOf: (entries: Flat["notes"]) => Note[] = once((entries) =>
  [...entries].sort(([a], [b]) => compareTexts(a, b)).map(([id, fields]) => identified(id, fields) as unknown as Note),
);

/** Return the places of the cards that are there. */
export const layoutOf = (entries: Flat["layout"], home: Home): Record<string, Position> => {
  const all = layoutOfAll(entries);
  const gone = Object.keys(all).filter((id) => !home.cards.has(id) || !isPlace(all[id]));
  return gone.length === 0 ? all : withoutKeys(all, new Set(gone));
};

/** Return the translations of the blocks that are there. */
export const translationsOf = (entries: Flat["translations"], home: Home): NonNullable<Flow["translations"]> => {
  const all = translationsInOrder(entries);
  const here = all.filter(({ block }) => home.blocks.has(block));
  return here.length === all.length ? translationsOfAll(all) : byLocale(here);
};

const nodes = new WeakMap<Fields, Node>();

const edges = new WeakMap<object, Edge>();

const edgeTo = (exit: Exit, node: string | null, target?: string, block?: string): Edge => {
  const known = edges.get(exit.lead);
  if (known && isEdge(known, exit, node, target, block)) return known;
  const from = {
    block: exit.block,
    ...(node === null ? {} : { node }),
    ...(exit.handle === NEXT ? {} : { handle: exit.handle }),
  };
  const to = target === undefined ? undefined : block === undefined ? { node: target } : { node: target, block };
  const edge: Edge = to ? { from, to } : { from };
  edges.set(exit.lead, edge);
  return edge;
};

const isEdge = (edge: Edge, exit: Exit, node: string | null, target?: string, block?: string): boolean =>
  edge.from.block === exit.block &&
  (edge.from.handle ?? NEXT) === exit.handle &&
  (edge.from.node ?? null) === node &&
  edge.to?.node === target &&
  (edge.to?.block ?? undefined) === block;

const parts = new WeakMap<Fields, { key: string; part: Fields }>();

const identified = (id: string, fields: Fields): Fields => partOf(fields, "id", id);

const named = (name: string, fields: Fields): Fields => partOf(fields, "name", name);

const partOf = (fields: Fields, field: "id" | "name", key: string): Fields => {
  const known = parts.get(fields);
  if (known?.key === key) return known.part;
  const part = { ...withoutKeys(fields, PLACING), [field]: key };
  parts.set(fields, { key, part });
  return part;
};

const PLACING: ReadonlySet<string> = new Set([NODE, ORDER]);

const withoutKeys = <V>(part: Readonly<Record<string, V>>, names: ReadonlySet<string>): Record<string, V> =>
  Object.fromEntries(Object.entries(part).filter(([name]) => !names.has(name)));

const isPlace = (at: Partial<Position> | undefined): boolean => Number.isFinite(at?.x) && Number.isFinite(at?.y);

const layoutOfAll: (entries: Flat["layout"]) => Record<string, Position> = once(
  (entries) => Object.fromEntries(entries) as Record<string, Position>,
);

const byLocale = (texts: readonly Translation[]): NonNullable<Flow["translations"]> => {
  const locales = new Map<string, Map<string, [string, unknown][]>>();
  for (const { locale, block, path, text } of texts) {
    const blocks = locales.get(locale) ?? new Map<string, [string, unknown][]>();
    locales.set(locale, blocks.set(block, [...(blocks.get(block) ?? []), [path, text]]));
  }
  return Object.fromEntries(
    [...locales].map(([locale, blocks]) => [
      locale,
      Object.fromEntries([...blocks].map(([block, words]) => [block, Object.fromEntries(words)])),
    ]),
  ) as NonNullable<Flow["translations"]>;
};

const translationsOfAll: (texts: readonly Translation[]) => NonNullable<Flow["translations"]> = once(byLocale);
