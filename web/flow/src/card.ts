/**
 * The measures of a card on the canvas, worked out from what it holds, so that a thousand cards need no page to be laid
 * out and edges know where to begin before anything is drawn. How a card looks is the builder's part.
 */
import type { AnyBlock, Exit } from "./block.ts";
import { NEXT } from "./block.ts";
import type { Graph } from "./graph.ts";
import { blocksOf, edgeFrom } from "./graph.ts";

export const CARD = { width: 280, header: 36, block: 32, exit: 28, foot: 2 } as const;

/** How an exit is drawn: it leads somewhere, the path ends there, or it falls through to the next block. */
export type Port = "leads" | "ends" | "falls";

export type Row =
  | { type: "block"; block: AnyBlock; top: number; height: number; port: Port }
  | { type: "exit"; block: AnyBlock; exit: Exit; top: number; height: number; port: Port };

export type Card = {
  id: string;
  title: string;
  event: boolean;
  rows: readonly Row[];
  width: number;
  height: number;
};

/** Return the exits of a block; its main one only where it has one. */
export type Exits = (block: AnyBlock) => readonly Exit[];

/** Return the card of a node or an event. */
export const cardOf = (graph: Graph, id: string, exits: Exits): Card => {
  const blocks = blocksOf(graph, id);
  const rows: Row[] = [];
  let top: number = CARD.header;
  blocks.forEach((block, index) => {
    for (const row of rowsOf(graph, block, exits(block), index === blocks.length - 1)) {
      rows.push({ ...row, top });
      top += row.height;
    }
  });
  return {
    id,
    title: graph.nodes.get(id)?.title ?? "",
    event: graph.events.has(id),
    rows,
    width: CARD.width,
    height: top + CARD.foot,
  };
};

/** Return the handle that a row's port stands for. */
export const handleOfRow = (row: Row): string => (row.type === "exit" ? row.exit.handle : NEXT);

const rowsOf = (graph: Graph, block: AnyBlock, exits: readonly Exit[], last: boolean): Row[] => {
  const others = exits.filter((exit) => exit.handle !== NEXT);
  const goesOn = exits.some((exit) => exit.handle === NEXT);
  const main = portOf(graph, block, NEXT, last && goesOn && others.every((exit) => exit.kind === "path"));
  return [
    { type: "block", block, top: 0, height: CARD.block, port: main },
    ...others.map((exit): Row => {
      const port = portOf(graph, block, exit.handle, last && !edgeFrom(graph, block.id, NEXT)?.to);
      return { type: "exit", block, exit, top: 0, height: CARD.exit, port };
    }),
  ];
};

const portOf = (graph: Graph, block: AnyBlock, handle: string, mayEnd: boolean): Port => {
  const edge = edgeFrom(graph, block.id, handle);
  if (edge) return edge.to && graph.nodes.has(edge.to.node) ? "leads" : "ends";
  return mayEnd ? "ends" : "falls";
};
