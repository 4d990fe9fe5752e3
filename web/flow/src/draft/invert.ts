/**
 * What undoes an edit. An edit is first squashed to its net effect, one change an address, so that an edit and what
 * undoes it correspond change by change.
 */
import { changed, withField } from "./apply.ts";
import type { Change, Edit, Fields, Flat } from "./flat.ts";
import { isSame } from "./flat.ts";

/** Return the edit that brings back what `edit` changes in `flat`: applied after it, all is as it was. */
export const invert = (flat: Flat, edit: Edit): Edit => {
  const entries = new Map<string, unknown>();
  const undoing: Change[] = [];
  for (const change of edit) {
    const at = entryOf(change);
    const before = entries.has(at) ? entries.get(at) : flat[change.map].get(change.key);
    if (change.field === undefined) undoing.push({ ...change, value: before });
    else if (before !== undefined) undoing.push({ ...change, value: (before as Fields)[change.field] });
    entries.set(at, changed(before, change));
  }
  return undoing.reverse();
};

/** Return the net effect of `edit`: what is written twice is written once, with the last value. */
export const squash = (edit: Edit): Edit => {
  const entries = new Map<string, Change[]>();
  for (const change of edit) {
    const at = entryOf(change);
    const before = entries.get(at) ?? [];
    entries.delete(at);
    entries.set(at, joined(before, change));
  }
  return [...entries.values()].flat();
};

/** Return the changes of `edit` that change something in `flat`. */
export const effective = (flat: Flat, edit: Edit): Edit => {
  const entries = new Map<string, unknown>();
  return edit.filter((change) => {
    const at = entryOf(change);
    const before = entries.has(at) ? entries.get(at) : flat[change.map].get(change.key);
    const after = changed(before, change);
    if (isSame(before, after)) return false;
    entries.set(at, after);
    return true;
  });
};

/** Return where a change writes, as text. */
export const addressOf = (change: Change): string =>
  change.field === undefined ? entryOf(change) : `${entryOf(change)}\n${change.field}`;

const entryOf = (change: Change): string => `${change.map}\n${change.key}`;

const joined = (before: readonly Change[], change: Change): Change[] => {
  const { field } = change;
  if (field === undefined) return [change];
  const [first] = before;
  if (first?.field === undefined && first) {
    // A field of an entry that was taken away just before is not written.
    if (first.value === undefined) return [first];
    return [{ ...first, value: withField(first.value as Fields, field, change.value) }];
  }
  return [...before.filter((other) => other.field !== field), change];
};
