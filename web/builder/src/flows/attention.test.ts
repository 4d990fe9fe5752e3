import { expect, test } from "vitest";

import type { FlowSummary } from "../api/types.ts";
import { attentionOf } from "./attention.ts";

const NOON = Date.UTC(2026, 10, 20, 12);

const aFlow = (id: string, change: Partial<FlowSummary> = {}): FlowSummary => ({
  id,
  slug: id,
  name: id,
  revision: 1,
  updated: NOON,
  published: { number: 1, at: NOON },
  changed: false,
  problems: { errors: 0, warnings: 0 },
  conversations: { total: 3, ended: 2, last_at: NOON },
  ...change,
});

test("a flow that is live and well needs no look", () => {
  expect(attentionOf([aFlow("well")])).toEqual([]);
});

test("what would stop visitors comes before what may surprise them, and three are enough", () => {
  const flows = [
    aFlow("quiet", { conversations: { total: 0, ended: 0, last_at: null } }),
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
