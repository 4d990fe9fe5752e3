/**
 * Undo and redo of one person. What is undone are this person's own changes, and only those that still stand: where
 * somebody else has written since, theirs stays.
 */
import { apply } from "./apply.ts";
import type { Change, Edit, Fields, Flat } from "./flat.ts";
import { isSame } from "./flat.ts";
import { addressOf, effective, invert, squash } from "./invert.ts";
import { blocksByNode } from "./standing.ts";

/** An edit that was made, what undoes it, and the gesture it belongs to. */
export type Step = { edit: Edit; inverse: Edit; gesture?: string | undefined; at: number };

/** What one person can undo and redo; the newest last. */
export type History = { past: readonly Step[]; future: readonly Step[] };

/** A gesture such as typing or dragging: edits of the same name that follow each other closely are one step. */
export type Gesture = { gesture?: string | undefined; at: number };

export const emptyHistory: History = { past: [], future: [] };

const LONGEST_PAUSE = 2_000;
const MOST_STEPS = 500;

/** Remember an edit that is about to be made in `flat`. What could be redone cannot any more. */
export const remember = (history: History, flat: Flat, edit: Edit, { gesture, at }: Gesture): History => {
  const net = squash(effective(flat, edit));
  if (net.length === 0) return history;
  const step: Step = { edit: net, inverse: invert(flat, net), gesture, at };
  const last = history.past.at(-1);
  const goesOn = last && gesture !== undefined && last.gesture === gesture && at - last.at <= LONGEST_PAUSE;
  const past = goesOn ? [...history.past.slice(0, -1), joined(last, step)] : [...history.past, step];
  return { past: past.slice(-MOST_STEPS), future: [] };
};

/** End a gesture, so that the next edit of its name is a step of its own. */
export const settle = (history: History): History => {
  const last = history.past.at(-1);
  if (last?.gesture === undefined) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, gesture: undefined }] };
};

/** Return the edit that undoes the newest step that still stands, and the history after it; null where none does. */
export const undo = (flat: Flat, history: History): { edit: Edit; history: History } | null => {
  const found = newestStanding(flat, history.past);
  if (!found) return null;
  const { edit, rest, at } = found;
  return { edit, history: { past: rest, future: [...history.future, stepOf(flat, edit, at)] } };
};

/** Return the edit that makes the step again that was undone last, and the history after it. */
export const redo = (flat: Flat, history: History): { edit: Edit; history: History } | null => {
  const found = newestStanding(flat, history.future);
  if (!found) return null;
  const { edit, rest, at } = found;
  return { edit, history: { past: [...history.past, stepOf(flat, edit, at)], future: rest } };
};

/** Return the part of `inverse` whose entries still hold what `edit` wrote; both are net effects. */
export const undoable = (flat: Flat, edit: Edit, inverse: Edit): Edit => {
  const written = new Map(edit.map((change) => [addressOf(change), change]));
  const standing = inverse.filter((change) => {
    const own = written.get(addressOf(change));
    return own !== undefined && isSame(valueAt(flat, own), own.value) && isThere(flat, change);
  });
  return sparing(flat, effective(flat, standing));
};

const newestStanding = (
  flat: Flat,
  steps: readonly Step[],
): { edit: Edit; rest: readonly Step[]; at: number } | null => {
  for (let count = steps.length; count > 0; count -= 1) {
    const step = steps[count - 1];
    const edit = step ? undoable(flat, step.edit, step.inverse) : [];
    if (step && edit.length > 0) return { edit, rest: steps.slice(0, count - 1), at: step.at };
  }
  return null;
};

const stepOf = (flat: Flat, edit: Edit, at: number): Step => ({ edit, inverse: invert(flat, edit), at });

const joined = (first: Step, second: Step): Step => ({
  ...second,
  edit: squash([...first.edit, ...second.edit]),
  inverse: squash([...second.inverse, ...first.inverse]),
});

const valueAt = (flat: Flat, change: Change): unknown => {
  const entry = flat[change.map].get(change.key);
  return change.field === undefined ? entry : (entry as Fields | undefined)?.[change.field];
};

const isThere = (flat: Flat, change: Change): boolean => change.field === undefined || flat[change.map].has(change.key);

/** A node in which somebody else has put a block stays. */
const sparing = (flat: Flat, edit: Edit): Edit => {
  const removed = edit.filter(({ map, field, value }) => map === "nodes" && field === undefined && value === undefined);
  if (removed.length === 0) return edit;
  const left = blocksByNode(apply(flat, edit).blocks);
  const spared = new Set(removed.map(({ key }) => key).filter((node) => left.has(node)));
  return edit.filter(({ map, key }) => !((map === "nodes" || map === "layout") && spared.has(key)));
};
