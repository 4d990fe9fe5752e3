/** Edges: where exits lead. */
import type { AnyBlock } from "../../block.ts";
import { NEXT } from "../../block.ts";
import type { Edit, ExitOf, Flat, Lead } from "../flat.ts";
import { edgeKey } from "../flat.ts";
import type { NewNode } from "./nodes.ts";
import { addNode } from "./nodes.ts";
import { drop, NOTHING, put } from "./writing.ts";

/** Let an exit lead to a node, or to one block of it. */
export const connect = (flat: Flat, exit: ExitOf, to: { node: string; block?: string | undefined }): Edit => {
  if (!hasBlock(flat, exit.block)) return NOTHING;
  const lead: Lead = to.block === undefined ? { node: to.node } : { node: to.node, block: to.block };
  return [put("edges", edgeKey(exit), lead)];
};

/** Take the edge of an exit away: it falls through to the next block. */
export const disconnect = (flat: Flat, exit: ExitOf): Edit =>
  flat.edges.has(edgeKey(exit)) ? [drop("edges", edgeKey(exit))] : NOTHING;

/** Let the path end at an exit. */
export const stop = (flat: Flat, exit: ExitOf): Edit =>
  hasBlock(flat, exit.block) ? [put("edges", edgeKey(exit), {})] : NOTHING;

/** Put a node with one block between an exit and where it led. */
export const insertNodeOnEdge = (flat: Flat, exit: ExitOf, node: NewNode, block: AnyBlock): Edit => {
  const lead = flat.edges.get(edgeKey(exit)) as Lead | undefined;
  if (lead?.node === undefined) return NOTHING;
  return [
    ...addNode(flat, { ...node, blocks: [block] }),
    put("edges", edgeKey(exit), { node: node.id }),
    put("edges", edgeKey({ block: block.id, handle: NEXT }), lead),
  ];
};

const hasBlock = (flat: Flat, id: string): boolean => flat.blocks.has(id) || flat.events.has(id);
