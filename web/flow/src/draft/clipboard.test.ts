/** Copying and pasting: what goes along, what is new, and what of a foreign text is believed. */
import { describe, expect, test } from "vitest";

import { apply } from "./apply.ts";
import { clip, copyText, duplicate, paste } from "./clipboard.ts";
import type { Clipping } from "./clipping.ts";
import { readClipping } from "./clipping.ts";
import type { Flat } from "./flat.ts";
import { emptyFlat } from "./flat.ts";
import type { NewId } from "./ids.ts";
import { randomId } from "./ids.ts";
import { flowOf, read } from "./reading.ts";
import { flatFromMaps } from "./testing.ts";

const flat: Flat = flatFromMaps({
  flow: { name: "F" },
  nodes: { n: { order: "a0", title: "Ask", color: "blue" }, m: { order: "a1" }, far: { order: "a2" } },
  events: { start: { type: "start", order: "a0" }, help: { type: "command", order: "a1", command: "help" } },
  blocks: {
    ask: {
      type: "buttons",
      in: "n",
      order: "a0",
      question: "{{ name }}?",
      variable: "kind",
      items: [{ id: "yes" }, { id: "no" }],
    },
    back: { type: "jump", in: "m", order: "a0", node: "n", block: "ask" },
    bye: { type: "text", in: "m", order: "a1", text: "Bye" },
  },
  edges: {
    "start next": { node: "n" },
    "help next": { node: "m" },
    "ask yes": { node: "m", block: "bye" },
    "ask no": { node: "far" },
    "ask next": {},
  },
  layout: { n: { x: 100, y: 50 }, m: { x: 400, y: 250 }, help: { x: 0, y: 50 } },
  variables: { name: { order: "a0", type: "text" }, kind: { order: "a1" }, unused: { order: "a2" } },
  translations: { "de bye text": "Tschüs" },
  notes: { s: { text: "See", x: 20, y: 60 } },
});

const counting = (): NewId => {
  let count = 0;
  return () => `new${(count += 1)}`;
};

const copied = (cards: readonly string[], blocks: readonly string[] = []): Clipping => {
  const clipping = readClipping(copyText(flat, { cards, blocks }));
  if (!clipping) throw new Error("nothing was copied");
  return clipping;
};

describe("pasted cards", () => {
  const { edit, cards } = paste(flat, copied(["n", "m", "help", "s"]), { at: { x: 1000, y: 1000 } }, counting());
  const now = apply(flat, edit);
  const added = (flowOf(now, "f").nodes ?? []).filter(({ id }) => cards.includes(id));

  test("have new ids and hold what they held", () => {
    expect(cards).toHaveLength(4);
    expect(added).toMatchObject([
      {
        title: "Ask",
        color: "blue",
        blocks: [{ type: "buttons", question: "{{ name }}?", items: [{ id: "yes" }, { id: "no" }] }],
      },
      { blocks: [{ type: "jump" }, { type: "text", text: "Bye" }] },
    ]);
    expect(new Set([...now.blocks.keys(), ...now.nodes.keys(), ...now.events.keys()]).size).toBe(6 + 5 + 3);
  });

  test("keep the edges among them and stops, and no others", () => {
    const [ask, bye] = [added[0]?.blocks?.[0]?.id, added[1]?.blocks?.[1]?.id];
    const event = [...now.events.keys()].find((id) => cards.includes(id));

    expect(now.edges.get(`${ask} yes`)).toEqual({ node: added[1]?.id, block: bye });
    expect(now.edges.get(`${ask} next`)).toEqual({});
    expect(now.edges.has(`${ask} no`)).toBe(false);
    expect(now.edges.get(`${event} next`)).toEqual({ node: added[1]?.id });
    expect(read(now, "f").repairs).toEqual([]);
  });

  test("jump among themselves, not to what they were copied from", () => {
    expect(added[1]?.blocks?.[0]).toMatchObject({ node: added[0]?.id, block: added[0]?.blocks?.[0]?.id });
  });

  test("lie as they lay to each other, with their corner at the place", () => {
    const note = [...now.notes].find(([id]) => cards.includes(id))?.[1];

    expect([now.layout.get(added[0]?.id ?? ""), now.layout.get(added[1]?.id ?? ""), note]).toMatchObject([
      { x: 1100, y: 1000 },
      { x: 1400, y: 1200 },
      { x: 1020, y: 1010 },
    ]);
  });

  test("take their translations along", () => {
    expect(now.translations.get(`de ${added[1]?.blocks?.[1]?.id} text`)).toBe("Tschüs");
  });

  test("bring the variables they use into another flow, which keeps its own of the name", () => {
    const other = flatFromMaps({ variables: { name: { order: "a0", type: "list" } } });
    const there = apply(other, paste(other, copied(["n"]), {}, counting()).edit);

    expect(flowOf(there, "f").variables).toEqual([{ name: "name", type: "list" }, { name: "kind" }]);
  });

  test("are no second start where there is one", () => {
    const events = (into: Flat) => apply(into, paste(into, copied(["start", "n"]), {}, counting()).edit).events.size;

    expect([events(flat), events(emptyFlat)]).toEqual([2, 1]);
  });
});

describe("pasted blocks", () => {
  test("come to stand where they are pasted, in their order", () => {
    const now = apply(
      flat,
      paste(flat, copied([], ["bye", "ask"]), { into: { node: "m", before: "bye" } }, counting()).edit,
    );

    expect(flowOf(now, "f").nodes?.[1]?.blocks?.map(({ type }) => type)).toEqual(["jump", "text", "buttons", "text"]);
  });

  test("without a place get a node of their own", () => {
    const { edit, cards } = paste(flat, copied([], ["bye"]), { at: { x: 7, y: 8 } }, counting());
    const now = apply(flat, edit);

    expect(flowOf(now, "f").nodes?.at(-1)).toMatchObject({ id: cards[0], blocks: [{ text: "Bye" }] });
    expect(now.layout.get(cards[0] ?? "")).toEqual({ x: 7, y: 8 });
  });

  test("are not copied twice where their card is copied too", () => {
    expect(clip(flat, { cards: ["m"], blocks: ["bye"] }).blocks).toEqual([]);
  });
});

describe("a duplicate", () => {
  test("lies beside what it is a copy of", () => {
    const { edit, cards } = duplicate(flat, ["n"], counting(), { x: 20, y: 30 });

    expect(apply(flat, edit).layout.get(cards[0] ?? "")).toEqual({ x: 120, y: 80 });
  });
});

describe("a text from elsewhere", () => {
  test.each(["", "Hello", "{", '{"dialogkit/clipping": 2}', '["dialogkit/clipping"]', '{"nodes": []}'])(
    "that is no clipping is none: %s",
    (text) => {
      expect(readClipping(text)).toBeNull();
    },
  );

  test("is believed only as far as it has the right shape", () => {
    const text = JSON.stringify({
      "dialogkit/clipping": 1,
      nodes: [{ id: "a", blocks: [{ id: "b" }, { type: "text", id: "c" }, 7] }, { title: "No id" }, null],
      blocks: "many",
      edges: [{ block: "c", handle: "next", lead: { node: "a" } }, { block: "gone", handle: "next", lead: {} }, {}],
      layout: { a: { x: "left" }, b: { x: 1, y: 2 } },
      variables: [{ type: "text" }, { name: "v" }],
      notes: [{ id: "s" }],
    });
    const clipping = readClipping(text);
    if (!clipping) throw new Error("it was not read");
    const now = apply(emptyFlat, paste(emptyFlat, clipping, { at: { x: 0, y: 0 } }, counting()).edit);

    expect(clipping.nodes).toEqual([{ id: "a", blocks: [{ type: "text", id: "c" }] }]);
    expect([clipping.notes, clipping.layout]).toEqual([[], { b: { x: 1, y: 2 } }]);
    expect([now.nodes.size, now.blocks.size, now.edges.size, [...now.variables.keys()]]).toEqual([1, 1, 1, ["v"]]);
  });
});

describe("an id", () => {
  test("begins with a letter and is like no other", () => {
    const ids = Array.from({ length: 1000 }, randomId);

    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => /^[a-z][a-z0-9]{11}$/.test(id))).toBe(true);
  });
});
