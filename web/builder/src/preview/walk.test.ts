import { graphOf } from "@dialogkit/flow";
import type { Flow } from "@dialogkit/flow";
import { expect, test } from "vitest";

import type { Transcript } from "../api/types.ts";
import { walkOf } from "./walk.ts";

const flow: Flow = {
  id: "f",
  name: "f",
  events: [{ type: "start", id: "e" }],
  nodes: [
    {
      id: "n1",
      blocks: [
        { type: "text", id: "b1", text: "Hi" },
        { type: "email", id: "b2" },
      ],
    },
    { id: "n2", blocks: [{ type: "phone", id: "b3" }] },
    { id: "n3", blocks: [] },
  ],
  edges: [
    { from: { block: "e" }, to: { node: "n1" } },
    { from: { node: "n1", block: "b2" }, to: { node: "n2" } },
  ],
};

const held = (asked: string | null): Transcript => ({
  conversation: "c",
  seq: 1,
  status: asked ? "waiting" : "ended",
  transcript: [
    {
      seq: 0,
      at: 0,
      messages: [],
      path: [
        ["e", "next"],
        ["b1", "next"],
      ],
    },
    { seq: 1, at: 0, messages: [], path: [["b2", "next"]] },
  ],
  turn: { input: asked ? { block: asked } : null },
});

test("the cards and exits on the way are walked, and the block that asks is where one is", () => {
  const { marks, walked } = walkOf(held("b3"), graphOf(flow));

  expect([...marks.cards]).toEqual([
    ["e", "walked"],
    ["n1", "walked"],
    ["n2", "here"],
  ]);
  expect([...marks.blocks]).toEqual([["b3", "here"]]);
  expect([...walked]).toEqual(["e next", "b1 next", "b2 next"]);
});

test("a conversation that has ended waits nowhere", () => {
  expect([...walkOf(held(null), graphOf(flow)).marks.cards.values()]).toEqual(["walked", "walked"]);
});
