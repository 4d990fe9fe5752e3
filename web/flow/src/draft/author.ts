/**
 * One person at work on a shared draft: edits go in and are remembered, so that this person can undo them. Time is
 * handed in.
 */
import type { Edit, Flat } from "./flat.ts";
import type { Shared } from "./sharing.ts";
import type { History } from "./undo.ts";
import { emptyHistory, redo, remember, settle, undo } from "./undo.ts";

export type Author = {
  /** Make an edit of the present draft; edits of one gesture, such as typing in a field, are one step. */
  make: (edit: Edit | ((flat: Flat) => Edit), gesture?: string) => void;
  /** Undo the newest own step that still stands; return whether there was one. */
  undo: () => boolean;
  /** Make the step again that was undone last; return whether there was one. */
  redo: () => boolean;
  /** End a gesture: a field was left, a card let go. */
  settle: () => void;
  /** What can be undone and redone; a new object where it has changed. */
  history: () => History;
};

/** Let somebody work on `shared`; `now` tells milliseconds. */
export const author = (shared: Shared, now: () => number): Author => {
  let history = emptyHistory;
  const walk = (step: ReturnType<typeof undo>): boolean => {
    if (!step) return false;
    history = step.history;
    shared.apply(step.edit);
    return true;
  };
  return {
    make: (wanted, gesture) => {
      const flat = shared.flat();
      const edit = typeof wanted === "function" ? wanted(flat) : wanted;
      history = remember(history, flat, edit, { gesture, at: now() });
      shared.apply(edit);
    },
    undo: () => walk(undo(shared.flat(), history)),
    redo: () => walk(redo(shared.flat(), history)),
    settle: () => {
      history = settle(history);
    },
    history: () => history,
  };
};
