/** Drafts and edits made by chance, for the properties that must hold for all of them. Only tests use it. */
import fc from "fast-check";

import type { AnyBlock } from "../block.ts";
import { apply } from "./apply.ts";
import { clip, duplicate, paste } from "./clipboard.ts";
import * as edits from "./edits/index.ts";
import type { Edit, ExitOf, Flat, RecordMap } from "./flat.ts";
import { emptyFlat, exitOfKey } from "./flat.ts";
import { renameVariable } from "./rename.ts";

/** What somebody does, whatever the draft holds: the numbers choose among what is there. */
export type Act = { kind: Kind; a: number; b: number; c: number; word: string };

type Doing = (flat: Flat, act: Act, id: string) => Edit;

const pick = (ids: Iterable<string>, number: number): string => {
  const all = [...ids].sort();
  return all[number % Math.max(1, all.length)] ?? "none";
};

const one = (flat: Flat, map: RecordMap, number: number): string => pick(flat[map].keys(), number);

const card = (flat: Flat, number: number): string =>
  pick([...flat.nodes.keys(), ...flat.events.keys(), ...flat.notes.keys()], number);

const exit = (flat: Flat, { a, b }: Act): ExitOf => ({
  block: pick([...flat.blocks.keys(), ...flat.events.keys()], a),
  handle: ["next", "yes", "no way"][b % 3] ?? "next",
});

const edge = (flat: Flat, { a }: Act): ExitOf => exitOfKey(pick(flat.edges.keys(), a));

const spot = (flat: Flat, { a, b }: Act): { node: string; before?: string } => {
  const before = one(flat, "blocks", b);
  return b % 2 === 0 ? { node: one(flat, "nodes", a), before } : { node: one(flat, "nodes", a) };
};

const block = ({ a, word }: Act, id: string): AnyBlock =>
  [
    { type: "text", id, text: word },
    { type: "buttons", id, question: word, variable: "v1", items: [{ id: "yes", label: word }, { id: "no way" }] },
    { type: "set_variable", id, variable: "v2", value: { type: "code", code: `{{ v1 }} + "${word}"` } },
    { type: "jump", id, node: word },
  ][a % 4] ?? { type: "text", id };

/** A counter's ids, so that a test that failed fails again. */
const idsAfter = (id: string) => {
  let count = 0;
  return () => `${id}-${(count += 1)}`;
};

const colors = ["blue", "red", undefined] as const;

const ACTS = {
  addNode: (flat, act, id) =>
    edits.addNode(flat, { id, title: act.word, at: { x: act.a, y: act.b }, blocks: [block(act, `${id}b`)] }),
  addEvent: (flat, { a }, id) => edits.addEvent(flat, { type: a % 3 ? "command" : "start", id, command: "help" }),
  addBlock: (flat, act, id) => edits.addBlock(flat, block(act, id), spot(flat, act), () => act.c % 3 > 0),
  moveBlocks: (flat, act) =>
    edits.moveBlocks(flat, [one(flat, "blocks", act.c), one(flat, "blocks", act.c + act.a)], spot(flat, act)),
  removeBlocks: (flat, { a, b }) => edits.removeBlocks(flat, [one(flat, "blocks", a), one(flat, "blocks", b)]),
  removeCards: (flat, { a, b }) => edits.removeCards(flat, [card(flat, a), card(flat, b)]),
  setField: (flat, { a, word }) => edits.setField(flat, one(flat, "blocks", a), "text", word || undefined),
  setItems: (flat, { a, b, word }) =>
    edits.setField(flat, one(flat, "blocks", a), "items", b % 2 ? [{ id: "yes", label: word }] : undefined),
  replaceBlock: (flat, act) => edits.replaceBlock(flat, block(act, one(flat, "blocks", act.b))),
  setTitle: (flat, { a, word }) => edits.setTitle(flat, one(flat, "nodes", a), word),
  setColor: (flat, { a, b }) => edits.setColor(flat, one(flat, "nodes", a), colors[b % 3]),
  connect: (flat, act) =>
    edits.connect(flat, exit(flat, act), {
      node: one(flat, "nodes", act.c),
      block: act.a % 2 ? one(flat, "blocks", act.c) : undefined,
    }),
  disconnect: (flat, act) => edits.disconnect(flat, edge(flat, act)),
  stop: (flat, act) => edits.stop(flat, exit(flat, act)),
  insertNodeOnEdge: (flat, act, id) => edits.insertNodeOnEdge(flat, edge(flat, act), { id }, block(act, `${id}b`)),
  moveCards: (flat, { a, b, c }) =>
    edits.moveCards(flat, new Map([card(flat, a), card(flat, b)].map((id) => [id, { x: b / 3, y: c }]))),
  arrange: (flat, { a, b }) =>
    edits.arrange(flat, new Map([...flat.nodes.keys()].map((id, at) => [id, { x: at * a, y: b }]))),
  duplicate: (flat, { a, b }, id) =>
    duplicate(flat, [card(flat, a), card(flat, b)], idsAfter(id), { x: 20, y: 20 }).edit,
  paste: (flat, act, id) => {
    const clipping = clip(flat, { cards: [card(flat, act.a)], blocks: [one(flat, "blocks", act.b)] });
    return paste(flat, clipping, act.c % 2 ? { into: spot(flat, act) } : { at: { x: 1, y: 2 } }, idsAfter(id)).edit;
  },
  addVariable: (flat, { a, word }) => edits.addVariable(flat, word || `v${a % 4}`, { type: "text" }),
  setVariable: (flat, { a, b }) => edits.setVariable(flat, one(flat, "variables", a), { default: b, fixed: undefined }),
  removeVariable: (flat, { a }) => edits.removeVariable(flat, one(flat, "variables", a)),
  renameVariable: (flat, { a, b }) => renameVariable(flat, one(flat, "variables", a), `v${b % 9} new`),
  setMeta: (flat, { a, word }) => edits.setMeta(flat, a % 2 ? "name" : "locale", word || undefined),
  setSetting: (flat, { a, b }) =>
    edits.setSetting(
      flat,
      a % 2 ? "typing.enabled" : "typing",
      a % 2 ? b % 3 === 0 : { max_seconds: b, enabled: true },
    ),
  setTheme: (flat, { a, word }) => edits.setTheme(flat, a % 2 ? "accent" : "bot.background", word || undefined),
  replaceTheme: (flat, { a }) => edits.replaceTheme(flat, { accent: "#123", bot: { radius: a } }),
  translate: (flat, { a, b, word }) =>
    edits.translate(flat, b % 2 ? "de" : "pt-BR", one(flat, "blocks", a), "text", word),
  removeLocale: (flat) => edits.removeLocale(flat, "de"),
  addNote: (flat, { a, b, word }, id) => edits.addNote(flat, { id, text: word, x: a, y: b }),
  setNote: (flat, { a, b, word }) => edits.setNote(flat, one(flat, "notes", a), { text: word, width: b }),
  addComment: (flat, { a, b, word }, id) =>
    edits.addComment(flat, { id, card: card(flat, a), text: word, by: "ana", at: b }),
  setComment: (flat, { a, b }) => edits.setComment(flat, one(flat, "comments", a), { done: b % 2 === 0 }),
  removeComment: (flat, { a }) => edits.removeComment(flat, one(flat, "comments", a)),
} satisfies Record<string, Doing>;

type Kind = keyof typeof ACTS;

export const KINDS = Object.keys(ACTS) as Kind[];

/** Return the edit of an act; `id` is one that the draft does not have. */
export const editOf = (flat: Flat, act: Act, id: string): Edit => ACTS[act.kind](flat, act, id);

const number = fc.nat({ max: 1000 });
const word = fc.constantFrom("", "Hi", "{{ v1 }} and {{ v2 | upcase }}", "v1", "a b%", "Ünï 🙂");

/** Any act, or any of one kind. */
export const anyAct = (kinds: readonly Kind[] = KINDS): fc.Arbitrary<Act> =>
  fc.record({ kind: fc.constantFrom(...kinds), a: number, b: number, c: number, word });

/** A draft that some acts have made. */
export const anyFlat: fc.Arbitrary<Flat> = fc.array(anyAct(), { maxLength: 40 }).map((acts) => made(grown, acts, "i"));

/** Return `flat` after acts, one after another. */
export const made = (flat: Flat, acts: readonly Act[], prefix: string): Flat =>
  acts.reduce((now, act, at) => apply(now, editOf(now, act, `${prefix}${at}`)), flat);

const BUILDING: readonly Kind[] = [
  "addNode",
  "addBlock",
  "connect",
  "addVariable",
  "addNote",
  "translate",
  "moveCards",
];

/** A small draft of all kinds of things, to begin with. */
export const grown: Flat = made(
  apply(emptyFlat, edits.addEvent(emptyFlat, { type: "start", id: "start" })),
  Array.from({ length: 28 }, (_, at): Act => ({
    kind: BUILDING[at % BUILDING.length] ?? "addNode",
    a: at,
    b: at * 7,
    c: at * 3,
    word: at % 2 ? "Hi {{ v1 }}" : "v1",
  })),
  "g",
);
