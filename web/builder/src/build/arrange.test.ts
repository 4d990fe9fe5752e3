import { cardOf, graphOf, readingOrder } from "@dialogkit/flow";
import type { Flow } from "@dialogkit/flow";
import { expect, test } from "vitest";

import { arrange } from "./arrange.ts";

const aFlow = (size: number, links: (index: number) => readonly number[]): Flow => ({
  id: "f",
  name: "f",
  nodes: Array.from({ length: size }, (_, index) => ({
    id: `n${index}`,
    blocks: [
      {
        type: "buttons" as const,
        id: `b${index}`,
        items: links(index).map((to) => ({ id: `i${to}`, label: String(to) })),
      },
    ],
  })),
  edges: Array.from({ length: size }, (_, index) => index).flatMap((index) =>
    links(index).map((to) => ({
      from: { node: `n${index}`, block: `b${index}`, handle: `i${to}` },
      to: { node: `n${to}` },
    })),
  ),
});

const boxesOf = (flow: Flow) => {
  const graph = graphOf(flow);
  const cards = new Map(readingOrder(graph).map((id) => [id, cardOf(graph, id, () => [])]));
  const places = arrange(graph, cards);
  return [...cards.values()].map((card) => ({ ...card, ...(places.get(card.id) ?? { x: NaN, y: NaN }) }));
};

test.each([
  ["a chain", aFlow(30, (index) => (index < 29 ? [index + 1] : []))],
  ["a menu with ways back", aFlow(12, (index) => (index === 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] : [0]))],
  ["nodes nothing leads to", aFlow(9, () => [])],
])("in %s no card covers another", (_, flow) => {
  const boxes = boxesOf(flow);
  const overlaps = boxes.flatMap((a) =>
    boxes.filter((b) => a.id < b.id && Math.abs(a.x - b.x) < a.width && a.y < b.y + b.height && b.y < a.y + a.height),
  );

  expect(overlaps).toEqual([]);
});

test("a long chain is folded to the shape of a screen", () => {
  const boxes = boxesOf(aFlow(30, (index) => (index < 29 ? [index + 1] : [])));
  const width = Math.max(...boxes.map(({ x }) => x)) + 280;
  const height = Math.max(...boxes.map(({ y, height: tall }) => y + tall));

  expect(width / height).toBeGreaterThan(0.8);
  expect(width / height).toBeLessThan(3);
});
