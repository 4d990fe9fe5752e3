import { graphOf, plain } from "@dialogkit/flow";
import type { AnyBlock, Flow } from "@dialogkit/flow";
import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";

import type { BlockKind } from "../api/types.ts";
import { looks } from "../blocks/looks.ts";
import { startWords } from "../words/i18n.ts";
import { blockReader } from "./blockReader.ts";

const next = { name: "next", label: "" };

const kinds: readonly BlockKind[] = [
  {
    type: "buttons",
    category: "question",
    label: "Buttons",
    icon: "square-check",
    doc: "",
    fields: {},
    handles: [next],
  },
  { type: "unknown_ask", category: "question", label: "Colour", icon: "palette", doc: "", fields: {}, handles: [next] },
  {
    type: "unknown_call",
    category: "integration",
    label: "Call",
    icon: "x",
    doc: "",
    fields: {},
    handles: [next, { name: "error", label: "" }],
  },
];

const aReader = (flow: Partial<Flow> = {}) => blockReader(kinds, graphOf({ id: "f", name: "f", ...flow }), i18next.t);

const says = (block: AnyBlock): string => plain(aReader().summary(block));

const exits = (block: AnyBlock, flow: Partial<Flow> = {}): string[] =>
  aReader(flow)
    .exits(block)
    .map(({ handle, label }) => `${handle}: ${plain(label)}`);

beforeAll(startWords);

describe("what a block does", () => {
  test.each([...looks.keys()])("is said of a %s that holds nothing yet", (type) => {
    const said = says({ type, id: "b" });

    expect(said).not.toBe("");
    expect(said).not.toMatch(/[{}]|blocks\./);
  });

  test.each([
    ["Say “Hi name!”", { type: "text", text: "Hi **{{ name }}**!" }],
    ["Ask for birth date → birth_date", { type: "text_question", variable: "birth_date" }],
    ["Ask “Your name?” → name", { type: "text_question", question: "Your name?", variable: "name" }],
    ["Ask “Sure?”", { type: "buttons", question: "Sure?" }],
    ["Ask to choose from slots → slot", { type: "buttons", from_list: "slots", variable: "slot" }],
    ["Ask for e-mail → email", { type: "email", variable: "email" }],
    ["Ask to rate 0–10 → pain", { type: "rating", from: 0, to: 10, variable: "pain" }],
    [
      "Branch on age and country",
      {
        type: "condition",
        branches: [{ id: "a", when: { comparisons: [{ variable: "age" }, { variable: "country" }] } }],
      },
    ],
    ["Remember plan as Gold", { type: "set_variable", variable: "plan", value: { type: "text", text: "Gold" } }],
    [
      "Fetch from api.example → slots",
      { type: "http_request", url: "https://api.example/v1?q=1", saves: [{ variable: "slots" }] },
    ],
    ["Give 15 min for every answer", { type: "timeout", seconds: 900, scope: "all" }],
    ["For each item of cart", { type: "loop", over: "cart", item: "item" }],
  ])("reads %s", (sentence, block) => {
    expect(says({ id: "b", ...block })).toBe(sentence);
  });

  test("is made from the schema where a type has no file of its own", () => {
    expect(says({ type: "unknown_ask", id: "b", question: "Which?", variable: "colour" })).toBe(
      "Ask “Which?” → colour",
    );
    expect(says({ type: "unknown_call", id: "b", url: "tel:1" })).toBe("Call tel:1");
  });
});

describe("where a block leads", () => {
  test("are its items as answers, beside the main way", () => {
    const block = {
      type: "buttons",
      id: "b",
      items: [
        { id: "y", label: "Yes" },
        { id: "n", label: "No" },
      ],
    };

    expect(exits(block)).toEqual(["next: ", "y: Yes", "n: No"]);
  });

  test("are its branches by their condition where they have no name", () => {
    const when = { comparisons: [{ variable: "age", operator: "at_least" as const, value: "18" }] };

    expect(exits({ type: "condition", id: "b", branches: [{ id: "a", when }] })).toEqual([
      "a: age is at least 18",
      "else: Otherwise",
    ]);
  });

  test("is every exit that has an edge, known or not", () => {
    const edges = [{ from: { block: "b", handle: "exhausted" }, to: { node: "n" } }];

    expect(exits({ type: "unknown_ask", id: "b" }, { edges })).toEqual(["next: ", "exhausted: Too many tries"]);
    expect(exits({ type: "unknown_call", id: "c" })).toEqual(["next: ", "error: It failed"]);
  });
});
