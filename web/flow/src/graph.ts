/**
 * Questions about a flow's shape: what leads where, what comes first. Nothing here changes a flow.
 */
import type { AnyBlock } from "./block.ts";
import type { Edge, Flow, Node } from "./generated/schema.ts";

/** Where a block stands; an event stands in no node, and is a card of its own. */
export type Place = { card: string; block: AnyBlock; node: Node | null; index: number };

export type Graph = {
  flow: Flow;
  nodes: ReadonlyMap<string, Node>;
  events: ReadonlyMap<string, AnyBlock>;
  places: ReadonlyMap<string, Place>;
  /** The edge that leaves an exit, by `block handle`. */
  edges: ReadonlyMap<string, Edge>;
  /** The handles of a block that have an edge, in the order of the edges. */
  used: ReadonlyMap<string, readonly string[]>;
};

/** Index `flow` for reading. */
export const graphOf = (flow: Flow): Graph => {
  const places = new Map<string, Place>();
  const events = (flow.events ?? []) as readonly AnyBlock[];
  for (const event of events) places.set(event.id, { card: event.id, block: event, node: null, index: 0 });
  for (const node of flow.nodes ?? []) for (const place of placesIn(node)) places.set(place.block.id, place);
  const used = new Map<string, string[]>();
  for (const edge of flow.edges ?? []) push(used, edge.from.block, handleOf(edge));
  return {
    flow,
    nodes: new Map((flow.nodes ?? []).map((node) => [node.id, node])),
    events: new Map(events.map((event) => [event.id, event])),
    places,
    edges: new Map((flow.edges ?? []).map((edge) => [exitKey(edge.from.block, handleOf(edge)), edge])),
    used,
  };
};

/** Return the edge that leaves `block` by `handle`. */
export const edgeFrom = (graph: Graph, block: string, handle: string): Edge | undefined =>
  graph.edges.get(exitKey(block, handle));

/** Return the handle of an edge, which the document leaves out where it is the main one. */
export const handleOf = (edge: Edge): string => edge.from.handle ?? "next";

/** Return the blocks of a node, or the event itself, as this package reads them. */
export const blocksOf = (graph: Graph, card: string): readonly AnyBlock[] => {
  const event = graph.events.get(card);
  return event ? [event] : (graph.nodes.get(card)?.blocks ?? []);
};

/**
 * Return the ids of all cards in the order a person would read them: events first, each followed by what it
 * leads to, depth first along the exits as drawn; what nothing leads to comes last.
 */
export const readingOrder = (graph: Graph): readonly string[] => {
  const order = new Set<string>();
  const open = [...graph.events.keys()].reverse();
  for (const rest of [...graph.nodes.keys()].reverse()) open.unshift(rest);
  while (open.length > 0) {
    const card = open.pop();
    if (card === undefined || order.has(card) || !exists(graph, card)) continue;
    order.add(card);
    open.push(...[...targetsOf(graph, card)].reverse());
  }
  return [...order];
};

/** Return the cards that `card` leads to, in the order of its blocks. */
export const targetsOf = (graph: Graph, card: string): readonly string[] => {
  const found = new Set<string>();
  for (const block of blocksOf(graph, card))
    for (const handle of graph.used.get(block.id) ?? []) {
      const target = edgeFrom(graph, block.id, handle)?.to?.node;
      if (target && graph.nodes.has(target)) found.add(target);
    }
  return [...found];
};

/** Return the blocks of all cards in reading order. */
export const blocksInOrder = (graph: Graph): readonly Place[] =>
  readingOrder(graph).flatMap((card) =>
    blocksOf(graph, card).flatMap((block) => {
      const place = graph.places.get(block.id);
      return place ? [place] : [];
    }),
  );

const exitKey = (block: string, handle: string): string => `${block} ${handle}`;

const exists = (graph: Graph, card: string): boolean => graph.nodes.has(card) || graph.events.has(card);

const placesIn = (node: Node): Place[] =>
  ((node.blocks ?? []) as readonly AnyBlock[]).map((block, index) => ({ card: node.id, block, node, index }));

const push = (lists: Map<string, string[]>, key: string, value: string): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};
