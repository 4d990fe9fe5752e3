/** Turns a drawing into what the canvas library takes. */
import { CARD, handleOfRow } from "@dialogkit/flow";
import type { Bend, Card, Category } from "@dialogkit/flow";
import { Position } from "@xyflow/react";
import type { Edge, Node, NodeHandle } from "@xyflow/react";

import type { BlockReader } from "../blockReader.ts";
import { leadingCategory } from "../leadingCategory.ts";
import type { Selection } from "../selection.ts";
import { portId } from "./portId.ts";
import type { Drawing } from "../useDrawing.ts";

export type CardData = { card: Card; category: Category };
export type CardNodeType = Node<CardData, "card">;

export const wayEdgeType = "way";
export type WayData = Bend & { on: boolean };
export type WayEdgeType = Edge<WayData, typeof wayEdgeType>;

/** Return the cards in reading order, which is also the order in which they stand in the page. */
export const nodesOf = (drawing: Drawing, reader: BlockReader): CardNodeType[] =>
  [...drawing.cards.values()].flatMap((card) => {
    const position = drawing.places.get(card.id);
    if (!position) return [];
    const category = leadingCategory(card, reader);
    const { width, height } = card;
    return [
      {
        id: card.id,
        type: "card",
        position,
        width,
        height,
        className: category,
        handles: handlesOf(card),
        data: { card, category },
      },
    ];
  });

/** Return the edges; those of the open block or card are lit, and those that were walked. */
export const edgesOf = (drawing: Drawing, selection: Selection, walked?: ReadonlySet<string>): WayEdgeType[] =>
  drawing.ways.map(({ block, handle, source, target, ...bend }) => {
    const id = portId(block, handle);
    const open = selection !== null && (selection.block === block || (!selection.block && selection.card === source));
    const on = open || walked?.has(id) === true;
    return {
      id,
      type: wayEdgeType,
      source,
      target,
      sourceHandle: id,
      targetHandle: bend.side,
      data: { side: bend.side, lane: bend.lane, rise: bend.rise, detour: bend.detour, on },
      zIndex: on ? 1 : 0,
    };
  });

const handlesOf = (card: Card): NodeHandle[] => [
  { id: "left", type: "target", position: Position.Left, x: 0, y: CARD.header / 2, width: 1, height: 1 },
  { id: "top", type: "target", position: Position.Top, x: card.width / 2, y: 0, width: 1, height: 1 },
  ...card.rows.map((row): NodeHandle => ({
    id: portId(row.block.id, handleOfRow(row)),
    type: "source",
    position: Position.Right,
    x: card.width - 1,
    y: row.top + row.height / 2,
    width: 1,
    height: 1,
  })),
];
