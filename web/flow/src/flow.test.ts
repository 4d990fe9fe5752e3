import { describe, expect, test } from "vitest";

import type { AnyBlock, Exit, Flow } from "./index.ts";
import {
  cardOf,
  changesBetween,
  compose,
  graphOf,
  itemsOf,
  NEXT,
  pathOf,
  placesFromLayout,
  plain,
  pointsOf,
  readingOrder,
  stepsOf,
  waysOf,
  withoutMarks,
  withVariables,
} from "./index.ts";
import { lanesOf } from "./lanes.ts";

const exits = (block: AnyBlock): readonly Exit[] => [
  { handle: NEXT, label: [], kind: "path" },
  ...itemsOf(block).map((item): Exit => ({ handle: item.id, label: withVariables(item.label ?? ""), kind: "answer" })),
];

const aFlow = (change: Partial<Flow> = {}): Flow => ({
  id: "f1",
  name: "Booking",
  events: [{ type: "start", id: "e1" }],
  nodes: [
    { id: "n3", title: "Goodbye", blocks: [{ type: "text", id: "b4", text: "Bye" }] },
    {
      id: "n1",
      title: "Welcome",
      blocks: [
        { type: "text", id: "b1", text: "Hi" },
        {
          type: "buttons",
          id: "b2",
          items: [
            { id: "yes", label: "Yes" },
            { id: "no", label: "No" },
          ],
        },
      ],
    },
    { id: "n2", title: "Details", blocks: [{ type: "text_question", id: "b3", variable: "name" }] },
    { id: "n4", title: "Alone", blocks: [] },
  ],
  edges: [
    { from: { block: "e1" }, to: { node: "n1" } },
    { from: { node: "n1", block: "b2", handle: "yes" }, to: { node: "n2" } },
    { from: { node: "n1", block: "b2", handle: "no" }, to: { node: "n3" } },
    { from: { node: "n2", block: "b3" } },
  ],
  ...change,
});

const drawn = (flow: Flow) => {
  const graph = graphOf(flow);
  const cards = new Map(readingOrder(graph).map((id) => [id, cardOf(graph, id, exits)]));
  return { graph, cards, places: placesFromLayout(graph, cards) };
};

describe("a flow's shape", () => {
  test("is read from the events along the exits, with what nothing leads to at the end", () => {
    expect(readingOrder(graphOf(aFlow()))).toEqual(["e1", "n1", "n2", "n3", "n4"]);
  });

  test("survives edges that lead nowhere and circles", () => {
    const flow = aFlow();
    const edges = [
      ...(flow.edges ?? []),
      { from: { block: "b4" }, to: { node: "n1" } },
      { from: { block: "b1" }, to: { node: "gone" } },
    ];

    expect(readingOrder(graphOf({ ...flow, edges }))).toEqual(["e1", "n1", "n2", "n3", "n4"]);
  });
});

describe("the steps of a flow", () => {
  test("are counted along the longest way, and ways back are not counted", () => {
    const flow = aFlow();
    const edges = [
      ...(flow.edges ?? []).slice(0, 3),
      { from: { node: "n2", block: "b3" }, to: { node: "n3" } },
      { from: { node: "n3", block: "b4" }, to: { node: "n1" } },
    ];

    expect(stepsOf(graphOf({ ...flow, edges }))).toEqual([["e1", "n4"], ["n1"], ["n2"], ["n3"]]);
  });
});

describe("a card", () => {
  test("has a row for each block and each exit beside the main one, and says how each exit goes on", () => {
    const card = cardOf(graphOf(aFlow()), "n1", exits);

    expect(card.rows.map((row) => [row.type, row.port])).toEqual([
      ["block", "falls"],
      ["block", "falls"],
      ["exit", "leads"],
      ["exit", "leads"],
    ]);
    expect(card.height).toBe(36 + 32 + 32 + 28 + 28 + 2);
  });

  test("ends at its last block, and where an edge says stop", () => {
    const graph = graphOf(aFlow());

    expect(cardOf(graph, "n3", exits).rows[0]?.port).toBe("ends");
    expect(cardOf(graph, "n2", exits).rows[0]?.port).toBe("ends");
  });
});

describe("a layout", () => {
  test("keeps what the flow says and covers no card with another", () => {
    const { cards, places } = drawn(aFlow({ layout: { n1: { x: 500, y: 40 }, n2: { x: 900, y: 40 } } }));
    const boxes = [...places].map(([id, place]) => ({ ...place, height: cards.get(id)?.height ?? 0 }));

    expect(places.get("n1")).toEqual({ x: 500, y: 40 });
    expect(places.get("e1")).toEqual({ x: 136, y: 40 });
    for (const a of boxes)
      for (const b of boxes)
        if (a !== b) expect(Math.abs(a.x - b.x) >= 280 || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
  });
});

describe("an event of another platform", () => {
  test("makes way for the node beside it, because it is narrower there", () => {
    const layout = {
      e1: { x: 400, y: 10 },
      n1: { x: 620, y: 0 },
      n2: { x: 0, y: 600 },
      n3: { x: 0, y: 900 },
      n4: { x: 0, y: 1200 },
    };
    const { places } = drawn(aFlow({ layout }));

    expect(places.get("e1")).toEqual({ x: 256, y: 10 });
    expect(places.get("n1")).toEqual({ x: 620, y: 0 });
  });
});

describe("an edge", () => {
  test("enters from above where its target lies below in the same column, else from the left", () => {
    const { graph, cards, places } = drawn(
      aFlow({ layout: { n1: { x: 0, y: 0 }, n2: { x: 0, y: 400 }, n3: { x: 364, y: 0 } } }),
    );
    const sides = waysOf(graph, cards, places).map((way) => [way.target, way.side]);

    expect(sides).toContainEqual(["n2", "top"]);
    expect(sides).toContainEqual(["n3", "left"]);
  });

  test("comes down from above when its target lies behind it, or another card stands between", () => {
    const layout = { n1: { x: 364, y: 0 }, n2: { x: 0, y: 0 }, n3: { x: 1092, y: 0 }, n4: { x: 728, y: 0 } };
    const { graph, cards, places } = drawn(aFlow({ layout }));
    const sides = waysOf(graph, cards, places).map((way) => [way.target, way.side]);

    expect(sides).toContainEqual(["n2", "top"]);
    expect(sides).toContainEqual(["n3", "top"]);
  });

  test("crosses over a card that fills the gap above its target", () => {
    const layout = { n1: { x: 800, y: 0 }, n2: { x: 0, y: 400 }, n3: { x: 400, y: 340 }, n4: { x: 2000, y: 0 } };
    const { graph, cards, places } = drawn(aFlow({ layout }));
    const way = waysOf(graph, cards, places).find(({ target }) => target === "n2");

    expect(400 - (way?.rise ?? 0)).toBeLessThan(340);
  });

  test("goes round a card beside the gap above its target, where another stands above that gap", () => {
    const layout = { n1: { x: 800, y: 0 }, n2: { x: 0, y: 400 }, n3: { x: 400, y: 340 }, n4: { x: 0, y: 310 } };
    const { graph, cards, places } = drawn(aFlow({ layout }));
    const way = waysOf(graph, cards, places).find(({ target }) => target === "n2");
    const points = pointsOf({ x: 1080, y: 100 }, { x: 140, y: 400 }, way ?? { side: "left", lane: 0, rise: 0 });
    const through = [...cards.values()].filter(({ id, width, height }) => {
      const at = places.get(id) ?? { x: 0, y: 0 };
      return points.some((point, index) => {
        const before = points[index - 1] ?? point;
        const [left, right] = [Math.min(point.x, before.x), Math.max(point.x, before.x)];
        const [top, bottom] = [Math.min(point.y, before.y), Math.max(point.y, before.y)];
        return at.x < right && at.x + width > left && at.y < bottom && at.y + height > top;
      });
    });

    expect(way?.detour).toBeDefined();
    expect(through.map(({ id }) => id)).toEqual([]);
  });

  test("turns at right angles only, and says so in numbers", () => {
    const points = pointsOf({ x: 280, y: 100 }, { x: 140, y: 400 }, { side: "top", lane: 2, rise: 24 });

    expect(
      points.every(
        (point, index) => index === 0 || point.x === points[index - 1]?.x || point.y === points[index - 1]?.y,
      ),
    ).toBe(true);
    expect(pathOf({ x: 0, y: 0 }, { x: 100, y: 0 }, { side: "left", lane: 0, rise: 24 })).not.toContain("NaN");
  });

  test("runs beside another in a lane of its own, unless both lead to the same place", () => {
    const run = (top: number, bottom: number, target: string) => ({ column: 280, top, bottom, target });

    expect(lanesOf([run(0, 100, "a"), run(50, 90, "b"), run(60, 300, "a"), run(400, 500, "c")])).toEqual([1, 0, 1, 0]);
  });
});

describe("a phrase", () => {
  test("holds the variables of a text apart from its words", () => {
    expect(withVariables("Hi {{ name }}!")).toEqual([
      { type: "words", text: "Hi " },
      { type: "variable", name: "name" },
      { type: "words", text: "!" },
    ]);
  });

  test("fills the slots of a sentence and keeps what an author wrote as it is", () => {
    const phrase = compose("Ask for {what} → {variable}", { what: "{variable}", variable: withVariables("{{email}}") });

    expect(plain(phrase)).toBe("Ask for {variable} → email");
  });

  test("shows Markdown without its marks", () => {
    expect(withoutMarks("# Hi **there**\n- see [our page](https://x.test) and snake_case_name")).toBe(
      "Hi there see our page and snake_case_name",
    );
  });
});

describe("changes", () => {
  test("are none when only the layout moved", () => {
    expect(changesBetween(aFlow(), aFlow({ layout: { n1: { x: 1, y: 2 } } }))).toEqual({ cards: [], parts: [] });
  });

  test("name what was added, removed, changed and led elsewhere", () => {
    const before = aFlow();
    const nodes = (before.nodes ?? []).flatMap((node) =>
      node.id === "n4"
        ? []
        : node.id === "n3"
          ? [{ ...node, blocks: [{ type: "text" as const, id: "b4", text: "Good bye" }] }]
          : [node],
    );
    const edges = (before.edges ?? []).filter((edge) => edge.from.handle !== "no");
    const after = { ...before, name: "Book", nodes: [...nodes, { id: "n5", title: "New" }], edges };
    const found = changesBetween(before, after);

    expect(found.parts).toEqual(["name"]);
    expect(found.cards.map((card) => [card.card, card.type, card.rerouted])).toEqual([
      ["n3", "changed", false],
      ["n1", "changed", true],
      ["n5", "added", false],
      ["n4", "removed", false],
    ]);
    expect(found.cards[0]?.blocks[0]?.fields).toEqual(["text"]);
  });
});
