/**
 * Copying and pasting, as text, so that it goes between flows, tabs and machines. What is pasted has new ids; edges
 * between pasted cards are kept, and the variables that pasted blocks use come along where the flow has none of the name.
 */
import type { AnyBlock } from "../block.ts";
import type { Position } from "../generated/schema.ts";
import { apply } from "./apply.ts";
import type { Clipping } from "./clipping.ts";
import { clippingText } from "./clipping.ts";
import type { Spot } from "./edits/blocks.ts";
import { addBlock } from "./edits/blocks.ts";
import { addEvent, addNode } from "./edits/nodes.ts";
import type { NewNote } from "./edits/notes.ts";
import { addNote } from "./edits/notes.ts";
import { addVariable } from "./edits/variables.ts";
import type { GoesOn } from "./edits/wayOn.ts";
import { ALWAYS } from "./edits/wayOn.ts";
import { fieldsWithout, put } from "./edits/writing.ts";
import type { Edit, Flat, Lead } from "./flat.ts";
import { edgeKey, exitOfKey, NODE, ORDER, translationKey, translationOfKey, wordOf } from "./flat.ts";
import type { NewId } from "./ids.ts";
import { squash } from "./invert.ts";
import { blockOf } from "./parts.ts";
import { rewritten } from "./references.ts";
import { variablesIn } from "./rename.ts";
import { blocksByNode, standing } from "./standing.ts";

/** What is copied: cards of any kind with all they hold, and blocks on their own. */
export type Chosen = { cards?: readonly string[]; blocks?: readonly string[] };

/** Where things are pasted: cards with their upper left corner at `at`; blocks without a card into a node, if any. */
export type Target = { at?: Position | undefined; into?: Spot | undefined };

/** An edit that pastes, and the new ids by the old ones. */
export type Pasted = { edit: Edit; cards: readonly string[]; blocks: readonly string[] };

/** Return cards and blocks as text. */
export const copyText = (flat: Flat, chosen: Chosen): string => clippingText(clip(flat, chosen));

/** Return cards and blocks with what belongs to them. */
export const clip = (flat: Flat, { cards = [], blocks = [] }: Chosen): Clipping => {
  const has = new Set(cards);
  const inNode = (node: string) => (blocksByNode(flat.blocks).get(node) ?? []).map(({ id }) => block(flat, id));
  const nodes = standing(flat.nodes).filter(({ id }) => has.has(id));
  const found = {
    nodes: nodes.map(({ id }) => ({ ...fieldsWithout(flat.nodes.get(id) ?? {}, ORDER), id, blocks: inNode(id) })),
    events: standing(flat.events)
      .filter(({ id }) => has.has(id))
      .map(({ id }) => blockOf(id, flat.events.get(id) ?? {})),
    blocks: blocks
      .filter((id) => flat.blocks.has(id) && !has.has(wordOf(flat.blocks.get(id), NODE)))
      .map((id) => block(flat, id)),
    notes: cards.flatMap((id) => (flat.notes.has(id) ? [{ ...flat.notes.get(id), id } as NewNote] : [])),
  };
  const all = [...found.nodes.flatMap((node) => node.blocks), ...found.events, ...found.blocks];
  const ids = new Set(all.map(({ id }) => id));
  return {
    ...found,
    edges: edgesAmong(flat, ids, has),
    layout: Object.fromEntries([...flat.layout].filter((entry): entry is [string, Position] => has.has(entry[0]))),
    variables: variablesIn(flat, all).map((name) => ({
      ...fieldsWithout(flat.variables.get(name) ?? {}, ORDER),
      name,
    })),
    translations: [...flat.translations].flatMap(([key, text]) => {
      const words = translationOfKey(key);
      return ids.has(words.block) && typeof text === "string" ? [{ ...words, text }] : [];
    }),
  };
};

/** Paste what was copied, here or elsewhere. */
export const paste = (
  flat: Flat,
  clipping: Clipping,
  target: Target,
  newId: NewId,
  goesOn: GoesOn = ALWAYS,
): Pasted => {
  const { clipping: fresh, cards, blocks } = renewed(withoutStart(flat, clipping), newId);
  const shift = shiftOf(fresh, target.at);
  const steps: ((now: Flat) => Edit)[] = [
    ...fresh.variables.map(
      ({ name, ...fields }) =>
        (now: Flat) =>
          addVariable(now, name, fields),
    ),
    ...fresh.nodes.map((node) => (now: Flat) => addNode(now, { ...node, ...placed(fresh, node.id, shift) })),
    ...fresh.events.map((event) => (now: Flat) => addEvent(now, event, placed(fresh, event.id, shift).at)),
    ...fresh.notes.map((note) => (now: Flat) => addNote(now, { ...note, x: note.x + shift.x, y: note.y + shift.y })),
    ...loose(fresh.blocks, target, newId, goesOn, cards),
    () => [
      ...fresh.edges.map(({ lead, ...exit }) => put("edges", edgeKey(exit), lead)),
      ...fresh.translations.map(({ locale, block, path, text }) =>
        put("translations", translationKey(locale, block, path), text),
      ),
    ],
  ];
  return { edit: inTurn(flat, steps), cards, blocks };
};

/** Copy cards beside themselves. */
export const duplicate = (flat: Flat, cards: readonly string[], newId: NewId, by: Position): Pasted => {
  const clipping = clip(flat, { cards });
  const corner = cornerOf(clipping);
  return paste(flat, clipping, { at: corner && { x: corner.x + by.x, y: corner.y + by.y } }, newId);
};

const block = (flat: Flat, id: string): AnyBlock => blockOf(id, flat.blocks.get(id) ?? {});

const edgesAmong = (flat: Flat, blocks: ReadonlySet<string>, cards: ReadonlySet<string>): Clipping["edges"] =>
  [...flat.edges].flatMap(([key, value]) => {
    const [exit, lead] = [exitOfKey(key), value as Lead];
    if (!blocks.has(exit.block)) return [];
    const stays = lead.block === undefined ? lead.node === undefined || cards.has(lead.node) : blocks.has(lead.block);
    return stays ? [{ ...exit, lead }] : [];
  });

/** A flow has one start, and it has it already. */
const withoutStart = (flat: Flat, clipping: Clipping): Clipping => {
  const hasStart = [...flat.events.values()].some(({ type }) => type === "start");
  return hasStart ? { ...clipping, events: clipping.events.filter(({ type }) => type !== "start") } : clipping;
};

/** The same with new ids, in whatever names the old ones. */
const renewed = (old: Clipping, newId: NewId): { clipping: Clipping; cards: string[]; blocks: string[] } => {
  const cards = new Map([...old.nodes, ...old.notes].map(({ id }) => [id, newId()]));
  const events = new Map(old.events.map(({ id }) => [id, newId()]));
  const blocks = new Map([...old.nodes.flatMap((node) => node.blocks), ...old.blocks].map(({ id }) => [id, newId()]));
  const exits = new Map([...events, ...blocks]);
  const again = (one: AnyBlock): AnyBlock => renewedBlock(one, cards, exits);
  const clipping: Clipping = {
    ...old,
    nodes: old.nodes.map((node) => ({ ...node, id: cards.get(node.id) ?? node.id, blocks: node.blocks.map(again) })),
    events: old.events.map(again),
    blocks: old.blocks.map(again),
    notes: old.notes.map((note) => ({ ...note, id: cards.get(note.id) ?? note.id })),
    edges: old.edges.flatMap(({ block: from, handle, lead }) => {
      const source = exits.get(from);
      return source === undefined ? [] : [{ block: source, handle, lead: renewedLead(lead, cards, exits) }];
    }),
    layout: Object.fromEntries(
      Object.entries(old.layout).map(([id, at]) => [cards.get(id) ?? events.get(id) ?? id, at]),
    ),
    translations: old.translations.map((text) => ({ ...text, block: exits.get(text.block) ?? text.block })),
  };
  return { clipping, cards: [...cards.values(), ...events.values()], blocks: [...blocks.values()] };
};

const renewedBlock = (
  one: AnyBlock,
  cards: ReadonlyMap<string, string>,
  blocks: ReadonlyMap<string, string>,
): AnyBlock => {
  const changed = rewritten(one, (text, kind) =>
    kind === "node" ? (cards.get(text) ?? text) : kind === "block" ? (blocks.get(text) ?? text) : text,
  );
  return { ...one, ...changed, id: blocks.get(one.id) ?? one.id };
};

const renewedLead = (
  { node, block: to }: Lead,
  cards: ReadonlyMap<string, string>,
  blocks: ReadonlyMap<string, string>,
): Lead => {
  if (node === undefined) return {};
  const lead: Lead = { node: cards.get(node) ?? node };
  return to === undefined ? lead : { ...lead, block: blocks.get(to) ?? to };
};

const loose = (
  blocks: readonly AnyBlock[],
  { at, into }: Target,
  newId: NewId,
  goesOn: GoesOn,
  cards: string[],
): ((now: Flat) => Edit)[] => {
  if (blocks.length === 0) return [];
  if (into) return blocks.map((one) => (now) => addBlock(now, one, into, goesOn));
  const id = newId();
  cards.push(id);
  return [(now) => addNode(now, { id, blocks, ...(at ? { at } : {}) })];
};

const placed = (clipping: Clipping, card: string, shift: Position): { at?: Position } => {
  const at = clipping.layout[card];
  return at ? { at: { x: at.x + shift.x, y: at.y + shift.y } } : {};
};

const cornerOf = ({ layout, notes }: Clipping): Position | undefined => {
  const places = [...Object.values(layout), ...notes];
  if (places.length === 0) return undefined;
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
};

const shiftOf = (clipping: Clipping, at: Position | undefined): Position => {
  const corner = cornerOf(clipping);
  return corner && at ? { x: at.x - corner.x, y: at.y - corner.y } : { x: 0, y: 0 };
};

/** Make edits one after another, each in what the ones before have made, and return them as one. */
const inTurn = (flat: Flat, steps: readonly ((now: Flat) => Edit)[]): Edit => {
  let now = flat;
  const done = steps.map((step): Edit => {
    const edit = step(now);
    now = apply(now, edit);
    return edit;
  });
  return squash(done.flat());
};
