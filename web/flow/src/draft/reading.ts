/**
 * The flow that a draft stands for. What several people's edits have left odd is mended and told, never refused; the
 * server reads by the same rules (`tests/cases/drafts/README.md`), and also leaves out what does not fit its type.
 *
 * Whatever is the same as before is the same object: a new text makes a new block, its node and the lists on the way.
 */
import type { AnyBlock } from "../block.ts";
import { NEXT } from "../block.ts";
import type { Edge, Flow, Node } from "../generated/schema.ts";
import type { Flat } from "./flat.ts";
import { wordOf } from "./flat.ts";
import { freeId } from "./flattening.ts";
import { compareTexts } from "./order.ts";
import type { Home } from "./parts.ts";
import { blockOf, edgeOf, kept, layoutOf, lostNode, nodeFrom, notesOf, translationsOf, variablesOf } from "./parts.ts";
import { nested } from "./paths.ts";
import type { Exit } from "./standing.ts";
import { blocksByNode, exitsByBlock, once, standing } from "./standing.ts";

/** What was mended, in the words of a code; `dialogkit.flows.drafts` tells the same. */
export type Repair = {
  code: "no_node" | "start_twice" | "no_start" | "edge_from_nothing" | "edge_to_node" | "edge_to_nothing";
  node?: string;
  block?: string;
  handle?: string;
};

export type Reading = { flow: Flow; repairs: readonly Repair[] };

const FORMAT = 1;
const START = "start";

/** Return the flow that `flat` stands for. */
export const flowOf = (flat: Flat, id: string): Flow => read(flat, id).flow;

/** Return the flow that `flat` stands for and what was mended; what is as in `before` is the same object. */
export const read = (flat: Flat, id: string, before?: Reading): Reading => {
  const nodes = nodesOf(flat);
  const events = eventsOf(flat, nodes.all);
  const home = homeOf(events.all, nodes.all);
  const edges = edgesOf(flat, home, events.added, nodes.all);
  const flow = { ...headOf(flat, id), ...partsOf(flat, home) } as Flow;
  flow.events = kept(before?.flow.events, events.all as NonNullable<Flow["events"]>);
  flow.nodes = kept(before?.flow.nodes, nodes.all as Node[]);
  flow.edges = kept(before?.flow.edges, edges.all as Edge[]);
  const repairs = [...nodes.repairs, ...events.repairs, ...edges.repairs];
  return { flow: before && isUnchanged(before.flow, flow) ? before.flow : flow, repairs };
};

const headOf = (flat: Flat, id: string): Partial<Flow> => {
  const { name, locale, dialect } = Object.fromEntries(flat.flow) as Partial<Flow>;
  const head: Partial<Flow> = { format: FORMAT, id, name: name ?? "" };
  if (locale !== undefined) head.locale = locale;
  if (dialect !== undefined) head.dialect = dialect;
  return head;
};

const settingsOf: (values: ReadonlyMap<string, unknown>) => Record<string, unknown> = once(nested);

const partsOf = (flat: Flat, home: Home): Partial<Flow> => ({
  variables: variablesOf(flat.variables),
  settings: settingsOf(flat.settings),
  theme: settingsOf(flat.theme),
  translations: translationsOf(flat.translations, home),
  layout: layoutOf(flat.layout, home),
  notes: notesOf(flat.notes),
});

type Found<T> = { all: readonly T[]; repairs: readonly Repair[] };

const nodesOf = (flat: Flat): Found<Node> => {
  const blocks = blocksByNode(flat.blocks);
  const here = (node: string): readonly AnyBlock[] =>
    (blocks.get(node) ?? []).map(({ id }) => blockOf(id, flat.blocks.get(id) ?? {}));
  const known = standing(flat.nodes).map(({ id }) => nodeFrom(id, flat.nodes.get(id) ?? {}, here(id)));
  const lost = [...blocks.keys()].filter((node) => !flat.nodes.has(node)).sort(compareTexts);
  return {
    all: [...known, ...lost.map((node) => lostNode(node, here(node)))],
    repairs: lost.map((node) => ({ code: "no_node", node })),
  };
};

const eventsOf = (flat: Flat, nodes: readonly Node[]): Found<AnyBlock> & { added: string | null } => {
  const events = standing(flat.events).map(({ id }) => blockOf(id, flat.events.get(id) ?? {}));
  const [start, ...others] = events.filter(({ type }) => type === START);
  if (start || nodes.length === 0) {
    const repairs = others.map(({ id }) => id).sort(compareTexts);
    return {
      all: others.length > 0 ? events.filter((event) => !others.includes(event)) : events,
      repairs: repairs.map((block) => ({ code: "start_twice", block })),
      added: null,
    };
  }
  const added = freeId(START, { has: (id) => flat.events.has(id) || flat.blocks.has(id) });
  return { all: [addedStart(added), ...events], repairs: [{ code: "no_start", block: added }], added };
};

const starts = new Map<string, AnyBlock>();

const addedStart = (id: string): AnyBlock => {
  const known = starts.get(id) ?? { type: START, id };
  starts.set(id, known);
  return known;
};

const homeOf = (events: readonly AnyBlock[], nodes: readonly Node[]): Home => {
  const home: { cards: Set<string>; nodes: Set<string>; blocks: Map<string, string | null> } = {
    cards: new Set(),
    nodes: new Set(),
    blocks: new Map(),
  };
  for (const { id } of events) home.blocks.set(id, null);
  for (const { id, blocks } of nodes) {
    home.nodes.add(id);
    for (const block of blocks ?? []) home.blocks.set(block.id, id);
  }
  home.cards = new Set([...events.map(({ id }) => id), ...home.nodes]);
  return home;
};

const edgesOf = (flat: Flat, home: Home, added: string | null, nodes: readonly Node[]): Found<Edge> => {
  const exits = exitsByBlock(flat.edges);
  const all: Edge[] = [];
  const mended: Mended[] = [];
  for (const [block, node] of home.blocks) {
    const own = exits.get(block) ?? [];
    for (const exit of block === added ? withStart(block, own, nodes) : own) {
      const { edge, code } = edgeOf(exit, node, home);
      if (edge) all.push(edge);
      const repair = code && { code, block, handle: exit.handle, node: wordOf(exit.lead, "node") };
      if (repair) mended.push({ repair, key: exit.key });
    }
  }
  for (const [block, from] of exits)
    if (!home.blocks.has(block))
      for (const { handle, key } of from) mended.push({ repair: { code: "edge_from_nothing", block, handle }, key });
  return { all, repairs: mended.sort(compareMended).map(({ repair }) => repair) };
};

/** A start event that was added leads to the first node that holds something. */
const withStart = (start: string, exits: readonly Exit[], nodes: readonly Node[]): readonly Exit[] => {
  const target = nodes.find(({ blocks }) => (blocks ?? []).length > 0);
  if (!target || exits.some(({ handle }) => handle === NEXT)) return exits;
  const first: Exit = { block: start, handle: NEXT, key: "", lead: { node: target.id } };
  return [...exits, first].sort((a, b) => compareTexts(a.handle, b.handle));
};

type Mended = { repair: Repair; key: string };

const KINDS: readonly Repair["code"][] = ["edge_from_nothing", "edge_to_node", "edge_to_nothing"];

const compareMended = (a: Mended, b: Mended): number =>
  KINDS.indexOf(a.repair.code) - KINDS.indexOf(b.repair.code) || compareTexts(a.key, b.key);

const isUnchanged = (before: Flow, after: Flow): boolean => {
  const now = new Map<string, unknown>(Object.entries(after));
  const old = Object.entries(before) as [string, unknown][];
  return old.length === now.size && old.every(([name, value]) => value === now.get(name));
};
