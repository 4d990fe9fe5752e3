/** Where a conversation has been on the canvas: the cards, the block it waits at, the exits it took. */
import type { Graph } from "@dialogkit/flow";

import type { Transcript } from "../api/types.ts";
import type { Mark, Marks } from "../build/canvas/marks.ts";
import { portId } from "../build/canvas/portId.ts";

export type Walk = { marks: Marks; walked: ReadonlySet<string> };

/** Return the way of `transcript` through `graph`. */
export const walkOf = (transcript: Transcript, graph: Graph): Walk => {
  const steps = transcript.transcript.flatMap((turn) => turn.path ?? []);
  const cardOf = (block: string) => graph.places.get(block)?.card ?? "";
  const cards = new Map<string, Mark>(steps.map(([block]) => [cardOf(block), "walked"]));
  const asked = transcript.turn.input?.block;
  if (asked !== undefined) cards.set(cardOf(asked), "here");
  return {
    marks: { cards, blocks: new Map(asked === undefined ? [] : [[asked, "here"]]), rest: "same" },
    walked: new Set(steps.map(([block, handle]) => portId(block, handle))),
  };
};
