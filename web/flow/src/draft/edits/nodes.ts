/** Nodes and events: the cards themselves, not what is in them. */
import type { AnyBlock } from "../../block.ts";
import type { Position } from "../../generated/schema.ts";
import type { Edit, Fields, Flat } from "../flat.ts";
import { NODE, ORDER } from "../flat.ts";
import { freshOrders } from "../order.ts";
import { standing } from "../standing.ts";
import type { Color } from "./notes.ts";
import { fieldsOf, inserted, NOTHING, put, putField } from "./writing.ts";

export type NewNode = {
  id: string;
  title?: string;
  color?: Color;
  at?: Position;
  blocks?: readonly AnyBlock[];
};

/** Add a node after all others, with what it holds. */
export const addNode = (flat: Flat, { id, title, color, at, blocks = [] }: NewNode): Edit => {
  if (flat.nodes.has(id)) return NOTHING;
  const fields: Fields = { ...(title ? { title } : {}), ...(color ? { color } : {}) };
  const siblings = standing(flat.nodes);
  const orders = freshOrders(blocks.length);
  return [
    ...inserted("nodes", siblings, siblings.length, [[id, fields]]),
    ...blocks.map((block, index) =>
      put("blocks", block.id, { ...fieldsOf(block), [NODE]: id, [ORDER]: orders[index] ?? "" }),
    ),
    ...(at ? [put("layout", id, at)] : []),
  ];
};

/** Add an event; a flow has one start. */
export const addEvent = (flat: Flat, event: AnyBlock, at?: Position): Edit => {
  if (flat.events.has(event.id) || flat.blocks.has(event.id)) return NOTHING;
  const siblings = standing(flat.events);
  return [
    ...inserted("events", siblings, siblings.length, [[event.id, fieldsOf(event)]]),
    ...(at ? [put("layout", event.id, at)] : []),
  ];
};

/** Name a node. */
export const setTitle = (flat: Flat, node: string, title: string): Edit => setNode(flat, node, "title", title);

/** Paint a node; without a colour it is plain again. */
export const setColor = (flat: Flat, node: string, color: Color | undefined): Edit =>
  setNode(flat, node, "color", color);

const setNode = (flat: Flat, node: string, field: string, value: string | undefined): Edit => {
  if (flat.nodes.has(node)) return [putField("nodes", node, field, value === "" ? undefined : value)];
  // A node that is only there because its blocks are becomes a real one with its first word.
  return value ? addNode(flat, { id: node, [field]: value }) : NOTHING;
};
