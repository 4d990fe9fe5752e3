/**
 * The way on from a card is the main exit of its last block. Where another block becomes the last one, it takes the way
 * on over, so that what came after the card still comes after it, and nothing behind a way out is cut off.
 */
import { NEXT } from "../../block.ts";
import type { Edit, Flat, Lead } from "../flat.ts";
import { edgeKey } from "../flat.ts";
import { drop, put } from "./writing.ts";

/** Whether the main exit of a block can lead somewhere; that of an end cannot. */
export type GoesOn = (block: string) => boolean;

/** The blocks of one node before and after an edit, by id. */
export type Shift = { before: readonly string[]; after: readonly string[] };

export const ALWAYS: GoesOn = () => true;

/** Return what becomes of the ways on when blocks move as `shifts` say. */
export const handedOver = (flat: Flat, shifts: readonly Shift[], goesOn: GoesOn = ALWAYS): Edit => {
  const leads = new Map<string, Lead | undefined>();
  const leadOf = (block: string) => (leads.has(block) ? leads.get(block) : wayOn(flat, block));
  const moved = new Set(shifts.flatMap(({ before, after }) => after.filter((id) => !before.includes(id))));
  const given = shifts.flatMap(({ before, after }) => {
    const [old, now] = [before.at(-1), after.at(-1)];
    const lead = old === undefined || now === undefined || old === now ? undefined : wayOn(flat, old);
    return lead ? [{ old, now, lead }] : [];
  });
  for (const { old } of given) leads.set(old ?? "", undefined);
  for (const { now, lead } of given) if (now !== undefined && goesOn(now)) leads.set(now, lead);
  for (const { before, after } of shifts)
    for (const id of after.slice(0, -1))
      if ((moved.has(id) || id === before.at(-1)) && leadOf(id)) leads.set(id, undefined);
  return [...leads].flatMap(([block, lead]) => {
    const key = edgeKey({ block, handle: NEXT });
    if (lead) return [put("edges", key, lead)];
    return flat.edges.has(key) ? [drop("edges", key)] : [];
  });
};

const wayOn = (flat: Flat, block: string): Lead | undefined =>
  flat.edges.get(edgeKey({ block, handle: NEXT })) as Lead | undefined;
