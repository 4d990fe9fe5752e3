/**
 * What differs between two states of a flow, node by node and block by block. Where cards lie is no difference.
 */
import type { AnyBlock } from "./block.ts";
import type { Flow, Node } from "./generated/schema.ts";
import { handleOf } from "./graph.ts";

export type BlockChange = {
  type: "added" | "removed" | "changed";
  before: AnyBlock | null;
  after: AnyBlock | null;
  /** The fields that differ, where the block is in both. */
  fields: readonly string[];
};

export type CardChange = {
  type: "added" | "removed" | "changed" | "reordered";
  card: string;
  title: string;
  blocks: readonly BlockChange[];
  /** True where an exit leads elsewhere. */
  rerouted: boolean;
};

export type Changes = { cards: readonly CardChange[]; parts: readonly FlowPart[] };

/** Parts of a flow beside its conversation. */
export type FlowPart = "name" | "locale" | "dialect" | "variables" | "settings" | "theme" | "translations";

const PARTS: readonly FlowPart[] = ["name", "locale", "dialect", "variables", "settings", "theme", "translations"];

/** Return what would change for a visitor between `before` and `after`. */
export const changesBetween = (before: Flow, after: Flow): Changes => {
  const old = cards(before);
  const now = cards(after);
  const routes = { before: routesOf(before), after: routesOf(after) };
  const ids = [...now.keys(), ...[...old.keys()].filter((id) => !now.has(id))];
  return {
    cards: ids.flatMap((id) => cardChange(id, old.get(id), now.get(id), routes)),
    parts: PARTS.filter((part) => !same(before[part], after[part])),
  };
};

type Blocks = { title: string; blocks: readonly AnyBlock[] };
type Routes = { before: ReadonlyMap<string, string>; after: ReadonlyMap<string, string> };

const cards = (flow: Flow): ReadonlyMap<string, Blocks> =>
  new Map<string, Blocks>([
    ...((flow.events ?? []) as readonly AnyBlock[]).map((event): [string, Blocks] => [
      event.id,
      { title: "", blocks: [event] },
    ]),
    ...(flow.nodes ?? []).map((node: Node): [string, Blocks] => [
      node.id,
      { title: node.title ?? "", blocks: node.blocks ?? [] },
    ]),
  ]);

const cardChange = (
  id: string,
  before: Blocks | undefined,
  after: Blocks | undefined,
  routes: Routes,
): CardChange[] => {
  const title = after?.title || before?.title || "";
  const blocks = blockChanges(before?.blocks ?? [], after?.blocks ?? []);
  if (!before || !after) return [{ type: before ? "removed" : "added", card: id, title, blocks, rerouted: false }];
  const rerouted = !same(routesFrom(before, routes.before), routesFrom(after, routes.after));
  const changed = blocks.length > 0 || rerouted || before.title !== after.title;
  if (changed) return [{ type: "changed", card: id, title, blocks, rerouted }];
  const order = same(idsOf(before.blocks), idsOf(after.blocks));
  return order ? [] : [{ type: "reordered", card: id, title, blocks: [], rerouted: false }];
};

const blockChanges = (before: readonly AnyBlock[], after: readonly AnyBlock[]): BlockChange[] => {
  const old = new Map(before.map((block) => [block.id, block]));
  const now = new Set(idsOf(after));
  const kept = after.flatMap((block): BlockChange[] => {
    const was = old.get(block.id);
    if (!was) return [{ type: "added", before: null, after: block, fields: [] }];
    const fields = differing(was, block);
    return fields.length > 0 ? [{ type: "changed", before: was, after: block, fields }] : [];
  });
  const gone = before.filter((block) => !now.has(block.id));
  return [...kept, ...gone.map((block): BlockChange => ({ type: "removed", before: block, after: null, fields: [] }))];
};

const differing = (before: AnyBlock, after: AnyBlock): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !same(before[field], after[field]));

const routesOf = (flow: Flow): ReadonlyMap<string, string> =>
  new Map(
    (flow.edges ?? []).map((edge) => [
      `${edge.from.block} ${handleOf(edge)}`,
      edge.to ? `${edge.to.node} ${edge.to.block ?? ""}` : "",
    ]),
  );

const routesFrom = (card: Blocks, routes: ReadonlyMap<string, string>): [string, string][] => {
  const ids = new Set(idsOf(card.blocks));
  return [...routes].filter(([exit]) => ids.has(exit.slice(0, exit.indexOf(" ")))).sort();
};

const idsOf = (blocks: readonly AnyBlock[]): string[] => blocks.map((block) => block.id);

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string => JSON.stringify([value], (_, part: unknown) => sorted(part));

const sorted = (part: unknown): unknown =>
  part && typeof part === "object" && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
    : part;
