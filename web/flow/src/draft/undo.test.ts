/** Undo: exactly what was there when alone, and nobody else's work when not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { apply } from "./apply.ts";
import type { Act } from "./chance.ts";
import { anyAct, anyFlat, editOf, grown, KINDS, made } from "./chance.ts";
import * as edits from "./edits/index.ts";
import type { Change, Edit, Fields, Flat } from "./flat.ts";
import { isRecordMap, isSame } from "./flat.ts";
import { addressOf, effective, invert, squash } from "./invert.ts";
import type { History } from "./undo.ts";
import { emptyHistory, redo, remember, settle, undo, undoable } from "./undo.ts";
import { mapsOf } from "./testing.ts";

describe("what undoes an edit", { timeout: 60_000 }, () => {
  test.each(KINDS)("brings back exactly what was there: %s", (kind) => {
    fc.assert(
      fc.property(anyFlat, anyAct([kind]), (flat, act) => {
        const edit = editOf(flat, act, "new");

        expect(mapsOf(apply(apply(flat, edit), invert(flat, edit)))).toEqual(mapsOf(flat));
      }),
      { numRuns: 40 },
    );
  });

  test("is the same for many edits in one, and for their net effect", () => {
    fc.assert(
      fc.property(anyFlat, fc.array(anyAct(), { maxLength: 12 }), (flat, acts) => {
        const edit = editsOf(flat, acts).flat();
        const net = squash(effective(flat, edit));

        expect(mapsOf(apply(flat, net))).toEqual(mapsOf(apply(flat, edit)));
        expect(mapsOf(apply(apply(flat, net), invert(flat, net)))).toEqual(mapsOf(flat));
        expect(mapsOf(apply(apply(flat, edit), invert(flat, edit)))).toEqual(mapsOf(flat));
        expect(new Set(net.map(addressOf)).size).toBe(net.length);
      }),
      { numRuns: 60 },
    );
  });

  test("every kind of act does something to some draft", () => {
    const quiet = KINDS.filter((kind) =>
      fc.sample(anyAct([kind]), 40).every((act) => effective(grown, editOf(grown, act, "new")).length === 0),
    );

    expect(quiet).toEqual(["setComment", "removeComment"]);
  });
});

describe("one person's history", { timeout: 60_000 }, () => {
  test("goes back step by step to the beginning and forward again to the end", () => {
    fc.assert(
      fc.property(anyFlat, fc.array(anyAct(), { maxLength: 15 }), (flat, acts) => {
        const { end, history } = done(flat, acts);
        const back = walk(end, history, undo);
        const forth = walk(back.flat, back.history, redo);

        expect(mapsOf(back.flat)).toEqual(mapsOf(flat));
        expect(mapsOf(forth.flat)).toEqual(mapsOf(end));
      }),
      { numRuns: 60 },
    );
  });

  test("leaves what others have written since as they wrote it", () => {
    fc.assert(
      fc.property(anyFlat, anyAct(), fc.array(anyAct(), { maxLength: 6 }), (flat, mine, others) => {
        const edit = squash(effective(flat, editOf(flat, mine, "mine")));
        const after = apply(flat, edit);
        const theirs = editsOf(after, others, "theirs").flat();
        const now = apply(after, theirs);
        const undone = apply(now, undoable(now, edit, invert(flat, edit)));

        for (const change of effective(after, theirs)) expectUntouched(change, after, now, undone);
      }),
      { numRuns: 150 },
    );
  });

  test("undoes the older step where somebody has overwritten the newer one", () => {
    const [first, second] = [edits.setTitle(grown, "g0", "One"), edits.setTitle(grown, "g7", "Two")];
    let history = remember(emptyHistory, grown, first, { at: 0 });
    history = remember(history, apply(grown, first), second, { at: 1 });
    const now = apply(apply(apply(grown, first), second), edits.setTitle(grown, "g7", "Theirs"));
    const step = undo(now, history);
    const after = apply(now, step?.edit ?? []);

    expect(after.nodes.get("g0")?.["title"]).toBe(grown.nodes.get("g0")?.["title"]);
    expect(after.nodes.get("g7")?.["title"]).toBe("Theirs");
  });

  test("keeps a node into which somebody else has put a block", () => {
    const mine = edits.addNode(grown, { id: "mine", title: "Mine" });
    const after = apply(grown, mine);
    const now = apply(after, edits.addBlock(after, { type: "text", id: "theirs" }, { node: "mine" }));

    expect(undo(now, remember(emptyHistory, grown, mine, { at: 0 }))).toBeNull();
  });

  test("counts one gesture as one step, until there is a pause or it ends", () => {
    const type = (flat: Flat, history: History, text: string, at: number): [Flat, History] => {
      const edit = edits.setTitle(flat, "g0", text);
      return [apply(flat, edit), remember(history, flat, edit, { gesture: "title g0", at })];
    };
    let [flat, history] = type(grown, emptyHistory, "H", 0);
    [flat, history] = type(flat, history, "He", 300);
    [flat, history] = type(flat, history, "Hey", 900);

    expect(history.past).toHaveLength(1);
    expect(apply(flat, undo(flat, history)?.edit ?? []).nodes.get("g0")).toEqual(grown.nodes.get("g0"));
    expect(type(flat, history, "Hey you", 9_000)[1].past).toHaveLength(2);
    expect(type(flat, settle(history), "Hey you", 950)[1].past).toHaveLength(2);
  });

  test("does not remember an edit that changes nothing, and forgets what could be redone with the next one", () => {
    const edit = edits.setTitle(grown, "g0", "New");
    const history = remember(emptyHistory, grown, edit, { at: 0 });
    const now = apply(grown, edit);
    const undone = undo(now, history);

    expect(remember(history, now, edit, { at: 1 })).toBe(history);
    expect(undone?.history.future).toHaveLength(1);
    expect(remember(undone?.history ?? emptyHistory, grown, edit, { at: 2 }).future).toEqual([]);
  });
});

const editsOf = (flat: Flat, acts: readonly Act[], prefix = "n"): readonly Edit[] =>
  acts.map((act, at) => editOf(made(flat, acts.slice(0, at), prefix), act, `${prefix}${at}`));

const done = (flat: Flat, acts: readonly Act[]): { end: Flat; history: History } =>
  editsOf(flat, acts).reduce(
    ({ end, history }, edit, at) => ({ end: apply(end, edit), history: remember(history, end, edit, { at }) }),
    { end: flat, history: emptyHistory },
  );

const walk = (start: Flat, from: History, go: typeof undo): { flat: Flat; history: History } => {
  let [flat, history] = [start, from];
  for (let step = go(flat, history); step; step = go(flat, history)) {
    flat = apply(flat, step.edit);
    history = step.history;
  }
  return { flat, history };
};

/** A value that somebody else has written is still there, and what they took away is not back. */
const expectUntouched = (change: Change, before: Flat, now: Flat, undone: Flat): void => {
  const entry = (flat: Flat): unknown => flat[change.map].get(change.key);
  if (isRecordMap(change.map) && entry(before) && entry(now)) {
    const [old, theirs] = [entry(before) as Fields, entry(now) as Fields];
    for (const field of new Set([...Object.keys(old), ...Object.keys(theirs)]))
      if (!isSame(old[field], theirs[field])) expect((entry(undone) as Fields)[field]).toEqual(theirs[field]);
    return;
  }
  // Where they wrote what was there anyway, or wrote it back, nothing is theirs.
  if (!isSame(entry(before), entry(now))) expect(entry(undone)).toEqual(entry(now));
};
