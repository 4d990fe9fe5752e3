/** Turns changes into what the canvas draws: a mark for each card and block, and the removed cards beside the others. */
import type { Changes, Flow } from "@dialogkit/flow";

import type { Mark, Marks } from "../build/canvas/marks.ts";

/** Return how each card and block is marked; what did not change is quiet. */
export const marksOf = (changes: Changes): Marks => ({
  cards: new Map(changes.cards.map((card): [string, Mark] => [card.card, card.type])),
  blocks: new Map(
    changes.cards
      .filter((card) => card.type === "changed")
      .flatMap((card) => card.blocks)
      .map((change): [string, Mark] => [(change.after ?? change.before)?.id ?? "", change.type]),
  ),
  rest: changes.cards.length > 0 ? "same" : "walked",
});

/** Return `after` with the cards that `before` had and it has not, so that they can be seen. */
export const withRemoved = (before: Flow, after: Flow, changes: Changes): Flow => {
  const gone = new Set(changes.cards.filter((card) => card.type === "removed").map((card) => card.card));
  if (gone.size === 0) return after;
  const nodes = (before.nodes ?? []).filter((node) => gone.has(node.id));
  const events = (before.events ?? []).filter((event) => gone.has(event.id));
  const blocks = new Set([
    ...nodes.flatMap((node) => (node.blocks ?? []).map((block) => block.id)),
    ...events.map((event) => event.id),
  ]);
  const edges = (before.edges ?? []).filter((edge) => blocks.has(edge.from.block));
  return {
    ...after,
    nodes: [...(after.nodes ?? []), ...nodes],
    events: [...(after.events ?? []), ...events],
    edges: [...(after.edges ?? []), ...edges],
    layout: { ...before.layout, ...after.layout },
  };
};
