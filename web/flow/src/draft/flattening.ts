/**
 * A flow as the flat maps of a draft. The server does the same (`dialogkit.flows.drafts`); the cases in
 * `tests/cases/drafts` hold both to one form.
 */
import type { AnyBlock } from "../block.ts";
import type { Flow } from "../generated/schema.ts";
import { handleOf } from "../graph.ts";
import type { Fields, Flat, Lead } from "./flat.ts";
import { edgeKey, NODE, ORDER, translationKey } from "./flat.ts";
import { freshOrders } from "./order.ts";
import { flattened } from "./paths.ts";

/** Return `flow` as flat maps; an id that stands twice gets another, so that nothing is lost. */
export const flatOf = (flow: Flow): Flat => {
  const nodes = renamed(flow.nodes ?? [], new Set());
  const taken = new Set<string>();
  const events = renamed((flow.events ?? []) as readonly AnyBlock[], taken);
  const blocks = nodes.map((node) => renamed((node.blocks ?? []) as readonly AnyBlock[], taken));
  const placed = blocks.flatMap((inNode, at) => entriesOf(inNode, { [NODE]: nodes[at]?.id ?? "" }));
  return {
    flow: new Map(Object.entries({ name: flow.name, locale: flow.locale, dialect: flow.dialect }).filter(isThere)),
    nodes: new Map(entriesOf(nodes.map(({ id, ...node }) => ({ id, ...without(node, "blocks") })))),
    events: new Map(entriesOf(events)),
    blocks: new Map(placed),
    edges: edgesOf(flow, new Set(nodes.map(({ id }) => id)), taken),
    layout: new Map(Object.entries(flow.layout ?? {})),
    variables: variablesOf(flow),
    settings: new Map(flattened(flow.settings)),
    theme: new Map(flattened(flow.theme)),
    translations: translationsOf(flow),
    notes: new Map(renamed(flow.notes ?? [], new Set()).map((note) => [note.id, without(note, "id")])),
    comments: new Map(),
  };
};

type Identified = { id: string };

const entriesOf = (parts: readonly Identified[], more: Fields = {}): [string, Fields][] => {
  const orders = freshOrders(parts.length);
  return parts.map((part, at) => [part.id, { ...without(part, "id"), ...more, [ORDER]: orders[at] ?? "" }]);
};

const renamed = <P extends Identified>(parts: readonly P[], taken: Set<string>): readonly P[] =>
  parts.map((part) => {
    const id = freeId(part.id, taken);
    taken.add(id);
    return id === part.id ? part : { ...part, id };
  });

/** Return `id`, or with the first number after it that makes it one of its own. */
export const freeId = (id: string, taken: { has: (id: string) => boolean }): string => {
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`;
  return free;
};

const edgesOf = (flow: Flow, nodes: ReadonlySet<string>, blocks: ReadonlySet<string>): Flat["edges"] => {
  const edges = new Map<string, Lead>();
  for (const edge of flow.edges ?? []) {
    const key = edgeKey({ block: edge.from.block, handle: handleOf(edge) });
    if (edges.has(key) || !blocks.has(edge.from.block)) continue;
    edges.set(key, leadOf(edge.to, nodes, blocks));
  }
  return edges;
};

/** An edge to a place that is not there stops, as it was played. */
const leadOf = (
  to: { node: string; block?: string | null } | null | undefined,
  nodes: ReadonlySet<string>,
  blocks: ReadonlySet<string>,
): Lead => {
  if (!to) return {};
  if (typeof to.block === "string") return blocks.has(to.block) ? { node: to.node, block: to.block } : {};
  return nodes.has(to.node) ? { node: to.node } : {};
};

const variablesOf = (flow: Flow): Flat["variables"] => {
  const named = new Map<string, Fields>();
  for (const variable of flow.variables ?? [])
    if (!named.has(variable.name)) named.set(variable.name, without(variable, "name"));
  const orders = freshOrders(named.size);
  return new Map([...named].map(([name, fields], at) => [name, { ...fields, [ORDER]: orders[at] ?? "" }]));
};

const translationsOf = (flow: Flow): Flat["translations"] =>
  new Map(
    Object.entries(flow.translations ?? {}).flatMap(([locale, blocks]) =>
      Object.entries(blocks).flatMap(([block, texts]) =>
        Object.entries(texts).map(([path, text]): [string, unknown] => [translationKey(locale, block, path), text]),
      ),
    ),
  );

const without = (part: object, name: string): Fields =>
  Object.fromEntries(Object.entries(part).filter((entry) => entry[0] !== name && isThere(entry)));

const isThere = (entry: [string, unknown]): boolean => entry[1] !== undefined;
