import { expect, test } from "vitest";

import type { FlowSummary } from "../api/types.ts";
import { attentionOf } from "./attention.ts";

const aFlow = (id: string, change: Partial<FlowSummary> = {}): FlowSummary => ({
  id,
  slug: id,
  name: id,
  revision: 1,
  updated: "2026-11-20T10:00:00Z",
  published: { number: 1, at: "2026-11-20T10:00:00Z" },
  changed: false,
  problems: { errors: 0, warnings: 0 },
  conversations: { total: 3 },
  ...change,
});

test("a flow that is live and well needs no look", () => {
  expect(attentionOf([aFlow("well")])).toEqual([]);
});

test("what would stop visitors comes before what may surprise them, and three are enough", () => {
  const flows = [
    aFlow("quiet", { conversations: { total: 0 } }),
    aFlow("warned", { problems: { errors: 0, warnings: 2 } }),
    aFlow("changed", { changed: true }),
    aFlow("broken", { problems: { errors: 1, warnings: 2 } }),
  ];

  expect(attentionOf(flows).map(({ flow, reason }) => [flow.id, reason])).toEqual([
    ["broken", "errors"],
    ["changed", "changed"],
    ["warned", "warnings"],
  ]);
});

test("a draft that was never published is not reported as changed", () => {
  expect(attentionOf([aFlow("draft", { published: null, changed: true })])).toEqual([]);
});
