/** How far from its beginning each card of a flow lies. */
import type { Graph } from "./graph.ts";
import { readingOrder, targetsOf } from "./graph.ts";

/**
 * Group the cards by the longest way to them, each group in reading order. Ways back are not counted, so a flow that
 * goes round in circles has a beginning too.
 */
export const stepsOf = (graph: Graph): readonly (readonly string[])[] => {
  const order = readingOrder(graph);
  const { sorted, back } = withoutCircles(graph, order);
  const step = new Map(order.map((card) => [card, 0]));
  for (const card of sorted)
    for (const target of targetsOf(graph, card)) {
      const next = (step.get(card) ?? 0) + 1;
      if (!back.has(`${card} ${target}`) && next > (step.get(target) ?? 0)) step.set(target, next);
    }
  const groups: string[][] = [];
  for (const card of order) (groups[step.get(card) ?? 0] ??= []).push(card);
  return groups.filter((group) => group.length > 0);
};

/** Sort the cards so that each comes before what it leads to, and name the ways that lead back. */
const withoutCircles = (
  graph: Graph,
  order: readonly string[],
): { sorted: readonly string[]; back: ReadonlySet<string> } => {
  const state = new Map<string, "open" | "done">();
  const back = new Set<string>();
  const finished: string[] = [];
  for (const root of order) {
    const way = state.has(root) ? [] : [{ card: root, targets: [...targetsOf(graph, root)] }];
    if (way.length > 0) state.set(root, "open");
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const target = at.targets.shift();
      if (target === undefined) {
        state.set(at.card, "done");
        finished.push(at.card);
        way.pop();
      } else if (state.get(target) === "open") back.add(`${at.card} ${target}`);
      else if (!state.has(target)) {
        state.set(target, "open");
        way.push({ card: target, targets: [...targetsOf(graph, target)] });
      }
    }
  }
  return { sorted: finished.reverse(), back };
};
