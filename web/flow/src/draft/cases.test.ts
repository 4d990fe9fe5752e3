/** The cases that hold the server's drafts and these to one form. */
import { describe, expect, test } from "vitest";

import orderCases from "../../../../tests/cases/drafts/order.json";
import repairCases from "../../../../tests/cases/drafts/repairs.json";
import shapeCases from "../../../../tests/cases/drafts/shape.json";
import unfitCases from "../../../../tests/cases/drafts/unfit.json";
import type { Flow } from "../generated/schema.ts";
import { placesAt } from "./order.ts";
import { flatOf } from "./flattening.ts";
import { flowOf, read } from "./reading.ts";
import { flatFromMaps, mapsOf, meaningOf } from "./testing.ts";

type Case = {
  description: string;
  maps: Record<string, Record<string, unknown>>;
  flow: Flow;
  repairs?: readonly Record<string, string>[];
};
type Order = { after: string | null; before: string | null; count: number; places: readonly string[] };

const described = (cases: unknown): [string, Case][] =>
  (cases as Case[]).map((one): [string, Case] => [one.description, one]);

describe("a draft has the shape that the server gives it", () => {
  test.each(described(shapeCases))("%s", (_, { maps, flow }) => {
    const flat = flatFromMaps(maps);

    expect(mapsOf(flatOf(flow))).toEqual(mapsOf(flat));
    expect(meaningOf(flowOf(flat, flow.id))).toEqual(flow);
    expect(read(flat, flow.id).repairs).toEqual([]);
  });
});

describe("what a draft says oddly is mended as the server mends it", () => {
  test.each(described(repairCases))("%s", (_, { maps, flow, repairs }) => {
    const reading = read(flatFromMaps(maps), flow.id);

    expect(meaningOf(reading.flow)).toEqual(flow);
    expect(reading.repairs).toEqual(repairs);
  });
});

describe("fields that do not fit", () => {
  test.each(described(unfitCases))("are shown as they are: %s", (_, { maps, flow }) => {
    const found = flowOf(flatFromMaps(maps), flow.id);
    const held = (found.nodes ?? []).flatMap((node) => (node.blocks ?? []).map(({ id }) => id));

    expect(held).toEqual(Object.keys(maps["blocks"] ?? {}));
    for (const node of found.nodes ?? [])
      for (const { id, ...fields } of node.blocks ?? [])
        expect({ ...fields, in: node.id, order: maps["blocks"]?.[id] ? orderIn(maps, id) : "" }).toEqual(
          maps["blocks"]?.[id],
        );
  });
});

const orderIn = (maps: Case["maps"], id: string): unknown =>
  (maps["blocks"]?.[id] as Record<string, unknown> | undefined)?.["order"];

describe("places", () => {
  test.each(orderCases as Order[])("$count between $after and $before", (one) => {
    const siblings = [one.after, one.before].flatMap((order, at) => (order === null ? [] : [{ id: `${at}`, order }]));

    expect(placesAt(siblings, one.after === null ? 0 : 1, one.count)).toEqual({ orders: one.places, moved: [] });
  });
});
