/** Everything the canvas draws of a flow: cards with their measures, where they lie, how edges run. */
import { cardOf, hasNoLayout, placesFromLayout, readingOrder, waysOf } from "@dialogkit/flow";
import type { Card, Graph, Places, Way } from "@dialogkit/flow";
import { useMemo } from "react";

import { arrange } from "./arrange.ts";
import type { BlockReader } from "./blockReader.ts";

export type Drawing = { cards: ReadonlyMap<string, Card>; places: Places; ways: readonly Way[] };

/** Return the drawing. `tidy` lays the flow out anew, for this view only. */
export const useDrawing = (graph: Graph, reader: BlockReader, tidy: boolean): Drawing => {
  const cards = useMemo(
    () => new Map(readingOrder(graph).map((id) => [id, cardOf(graph, id, reader.exits)])),
    [graph, reader],
  );
  return useMemo(() => {
    const places = tidy || hasNoLayout(graph.flow) ? arrange(graph, cards) : placesFromLayout(graph, cards);
    return { cards, places, ways: waysOf(graph, cards, places) };
  }, [graph, cards, tidy]);
};
