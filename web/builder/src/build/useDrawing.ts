/** Everything the canvas draws of a flow: cards with their measures, where they lie, how edges run. */
import { useQuery } from "@tanstack/react-query";
import { cardOf, hasNoLayout, placesFromLayout, readingOrder, waysOf } from "@dialogkit/flow";
import type { Card, Graph, Places, Way } from "@dialogkit/flow";
import { useMemo } from "react";

import type { BlockReader } from "./blockReader.ts";

export type Drawing = { cards: ReadonlyMap<string, Card>; places: Places; ways: readonly Way[] };

/** Return the drawing; null while a layout is being made. `tidy` lays the flow out anew, for this view only. */
export const useDrawing = (graph: Graph, reader: BlockReader, tidy: boolean, key: string): Drawing | null => {
  const cards = useMemo(
    () => new Map(readingOrder(graph).map((id) => [id, cardOf(graph, id, reader.exits)])),
    [graph, reader],
  );
  const arrange = tidy || hasNoLayout(graph.flow);
  const arranged = useQuery({
    queryKey: ["arranged", key],
    queryFn: async () => (await import("./arrange.ts")).arrange(graph, cards),
    enabled: arrange,
    staleTime: Infinity,
  });
  return useMemo(() => {
    const places = arrange ? arranged.data : placesFromLayout(graph, cards);
    return places ? { cards, places, ways: waysOf(graph, cards, places) } : null;
  }, [graph, cards, arrange, arranged.data]);
};
