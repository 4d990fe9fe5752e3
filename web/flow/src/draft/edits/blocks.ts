/** Blocks: adding, moving, removing them, and what stands in their fields. */
import type { AnyBlock } from "../../block.ts";
import type { Change, Edit, Fields, Flat, Lead } from "../flat.ts";
import { edgeKey, exitOfKey, NODE, ORDER, translationOfKey } from "../flat.ts";
import { placesAt } from "../order.ts";
import { blocksByNode, exitsByBlock, nodeOf, translationsInOrder } from "../standing.ts";
import type { GoesOn, Shift } from "./wayOn.ts";
import { ALWAYS, handedOver } from "./wayOn.ts";
import { drop, dropWhere, fieldsOf, inserted, NOTHING, put, putField } from "./writing.ts";

/** Where blocks come to stand: in a node, before one of its blocks, else at its end. */
export type Spot = { node: string; before?: string | undefined };

/** Add a block; at the end of a node it takes over where the node led. */
export const addBlock = (flat: Flat, block: AnyBlock, spot: Spot, goesOn: GoesOn = ALWAYS): Edit => {
  if (flat.blocks.has(block.id) || flat.events.has(block.id)) return NOTHING;
  const siblings = blocksByNode(flat.blocks).get(spot.node) ?? [];
  const index = indexOf(siblings, spot.before);
  const before = siblings.map(({ id }) => id);
  return [
    ...inserted("blocks", siblings, index, [[block.id, { ...fieldsOf(block), [NODE]: spot.node }]]),
    ...handedOver(flat, [{ before, after: before.toSpliced(index, 0, block.id) }], goesOn),
  ];
};

/** Move blocks, in the order given, to a place in the same or another node. */
export const moveBlocks = (flat: Flat, ids: readonly string[], spot: Spot, goesOn: GoesOn = ALWAYS): Edit => {
  const moving = [...new Set(ids)].filter((id) => flat.blocks.has(id));
  const shifts = shiftsOf(flat, moving, spot);
  const target = shifts.get(spot.node);
  if (!target || moving.length === 0) return NOTHING;
  const staying = (blocksByNode(flat.blocks).get(spot.node) ?? []).filter(({ id }) => !moving.includes(id));
  const { orders, moved } = placesAt(staying, target.after.indexOf(moving[0] ?? ""), moving.length);
  return [
    ...moved.map(({ id, order }) => putField("blocks", id, ORDER, order)),
    ...moving.flatMap((id, at): Change[] => [
      ...(nodeIn(flat, id) === spot.node ? [] : [putField("blocks", id, NODE, spot.node)]),
      putField("blocks", id, ORDER, orders[at] ?? ""),
    ]),
    ...handedOver(flat, [...shifts.values()], goesOn),
  ];
};

/** Remove blocks with their edges and translations; what led to one of them leads to its node. */
export const removeBlocks = (flat: Flat, ids: readonly string[], goesOn: GoesOn = ALWAYS): Edit => {
  const gone = new Set(ids.filter((id) => flat.blocks.has(id)));
  if (gone.size === 0) return NOTHING;
  const shifts = [...new Set([...gone].map((id) => nodeIn(flat, id)))].map((node): Shift => {
    const before = (blocksByNode(flat.blocks).get(node) ?? []).map(({ id }) => id);
    return { before, after: before.filter((id) => !gone.has(id)) };
  });
  return [
    ...[...gone].map((id) => drop("blocks", id)),
    ...handedOver(flat, shifts, goesOn),
    ...tracesOf(flat, gone),
    ...led(flat, gone),
  ];
};

/** Take away the edges and translations of blocks. */
export const tracesOf = (flat: Flat, gone: ReadonlySet<string>): Edit => [
  ...[...gone].flatMap((id) => (exitsByBlock(flat.edges).get(id) ?? []).map(({ key }) => drop("edges", key))),
  ...translationsInOrder(flat.translations).flatMap(({ key, block }) =>
    gone.has(block) ? [drop("translations", key)] : [],
  ),
];

/** Write one field of a block or an event; without a value it has its default again. */
export const setField = (flat: Flat, id: string, field: string, value: unknown): Edit =>
  setFields(flat, id, { [field]: value });

/** Write several fields at once. Edges and translations of items that are gone go with them. */
export const setFields = (flat: Flat, id: string, fields: Fields): Edit => {
  const map = flat.events.has(id) ? "events" : "blocks";
  const before = flat[map].get(id);
  if (!before) return NOTHING;
  const lost = lostIds(before, { ...before, ...fields });
  return [
    ...Object.entries(fields).map(([field, value]) => putField(map, id, field, value)),
    ...lostExits(flat, id, lost),
  ];
};

/** Put another block in the place of one; edges that the new one has no item for go. */
export const replaceBlock = (flat: Flat, block: AnyBlock): Edit => {
  const before = flat.blocks.get(block.id);
  if (!before) return NOTHING;
  const lost = lostIds(before, block);
  const place = { [NODE]: before[NODE], [ORDER]: before[ORDER] };
  return [put("blocks", block.id, { ...fieldsOf(block), ...place }), ...lostExits(flat, block.id, lost)];
};

/** Return the node a block stands in. */
export const nodeIn = (flat: Flat, block: string): string => nodeOf(flat.blocks.get(block) ?? {});

const indexOf = (siblings: readonly { id: string }[], before: string | undefined): number => {
  const index = before === undefined ? -1 : siblings.findIndex(({ id }) => id === before);
  return index < 0 ? siblings.length : index;
};

/** What the nodes that blocks move from and to hold, before and after. */
const shiftsOf = (flat: Flat, moving: readonly string[], spot: Spot): ReadonlyMap<string, Shift> => {
  const nodes = new Set([...moving.map((id) => nodeIn(flat, id)), spot.node]);
  return new Map(
    [...nodes].map((node) => {
      const before = (blocksByNode(flat.blocks).get(node) ?? []).map(({ id }) => id);
      const staying = before.filter((id) => !moving.includes(id));
      if (node !== spot.node) return [node, { before, after: staying }];
      // Where it is to stand before one that moves too, the next one that stays counts.
      const from = spot.before === undefined ? -1 : before.indexOf(spot.before);
      const next = from < 0 ? undefined : before.slice(from).find((id) => !moving.includes(id));
      const index = next === undefined ? staying.length : staying.indexOf(next);
      return [node, { before, after: staying.toSpliced(index, 0, ...moving) }];
    }),
  );
};

/** What led to a block that goes leads to its node. */
const led = (flat: Flat, gone: ReadonlySet<string>): Edit =>
  [...flat.edges].flatMap(([key, value]) => {
    const lead = value as Lead;
    if (lead.block === undefined || !gone.has(lead.block) || gone.has(exitOfKey(key).block)) return [];
    return [put("edges", key, { node: nodeIn(flat, lead.block) })];
  });

const lostExits = (flat: Flat, block: string, lost: ReadonlySet<string>): Edit => {
  if (lost.size === 0) return NOTHING;
  const isOfLost = (key: string): boolean => {
    const text = translationOfKey(key);
    return text.block === block && text.path.split(".").some((part) => lost.has(part));
  };
  const exits = (exitsByBlock(flat.edges).get(block) ?? []).filter(({ handle }) => lost.has(handle));
  return [
    ...exits.map(({ handle }) => drop("edges", edgeKey({ block, handle }))),
    ...dropWhere(flat, "translations", isOfLost),
  ];
};

const lostIds = (before: Fields, after: Fields): ReadonlySet<string> => {
  const still = idsIn(after);
  return new Set([...idsIn(before)].filter((id) => !still.has(id)));
};

/** The ids of everything in a block's lists, at any depth; each can be an exit. */
const idsIn = (part: unknown): Set<string> => {
  if (Array.isArray(part)) {
    const own = part.flatMap((one: unknown) => (isIdentified(one) ? [one.id] : []));
    return new Set([...own, ...part.flatMap((one) => [...idsIn(one)])]);
  }
  if (typeof part !== "object" || part === null) return new Set();
  return new Set(Object.values(part).flatMap((value) => [...idsIn(value)]));
};

const isIdentified = (value: unknown): value is { id: string } =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
