/** What all edits are made of: entries and fields that are written or taken away. */
import type { AnyBlock } from "../../block.ts";
import type { Change, Edit, Fields, Flat, MapName, RecordMap } from "../flat.ts";
import { ORDER } from "../flat.ts";
import type { Placed } from "../order.ts";
import { placesAt } from "../order.ts";

/** An edit that does nothing, where what was asked for cannot be done. */
export const NOTHING: Edit = [];

/** Write an entry as a whole. */
export const put = (map: MapName, key: string, value: unknown): Change => ({ map, key, value });

/** Take an entry away. */
export const drop = (map: MapName, key: string): Change => ({ map, key, value: undefined });

/** Write one field of an entry. */
export const putField = (map: RecordMap, key: string, field: string, value: unknown): Change => ({
  map,
  key,
  field,
  value,
});

/** Take away every entry of a map whose key is meant. */
export const dropWhere = (flat: Flat, map: MapName, isMeant: (key: string) => boolean): Edit =>
  [...flat[map].keys()].filter(isMeant).map((key) => drop(map, key));

/** Return the fields of a block, which is known by its id elsewhere. */
export const fieldsOf = (block: AnyBlock): Fields => fieldsWithout(block, "id");

/** Return `part` without one field and without those that have no value. */
export const fieldsWithout = (part: object, field: string): Fields =>
  Object.fromEntries(Object.entries(part).filter(([name, value]) => name !== field && value !== undefined));

/** Write newcomers among their siblings, before the one at `index`; siblings that stand in the way move along. */
export const inserted = (
  map: RecordMap,
  siblings: readonly Placed[],
  index: number,
  entries: readonly (readonly [string, Fields])[],
): Edit => {
  const { orders, moved } = placesAt(siblings, index, entries.length);
  return [
    ...moved.map(({ id, order }) => putField(map, id, ORDER, order)),
    ...entries.map(([key, fields], at) => put(map, key, { ...fields, [ORDER]: orders[at] ?? "" })),
  ];
};
