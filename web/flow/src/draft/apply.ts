/**
 * A draft with an edit in it. Only the maps and entries that an edit touches become new objects, so that whoever reads
 * can tell by identity what is still the same.
 */
import type { Change, Edit, Fields, Flat, MapName } from "./flat.ts";

/** Return `flat` with `edit` in it, in the order of its changes. */
export const apply = (flat: Flat, edit: Edit): Flat => {
  const open = new Map<MapName, Map<string, unknown>>();
  for (const change of edit) {
    const map = open.get(change.map) ?? new Map<string, unknown>(flat[change.map]);
    const next = changed(map.get(change.key), change);
    if (next === map.get(change.key)) continue;
    if (next === undefined) map.delete(change.key);
    else map.set(change.key, next);
    open.set(change.map, map);
  }
  return open.size === 0 ? flat : { ...flat, ...Object.fromEntries(open) };
};

/** Return what an entry is after `change`; undefined is none. */
export const changed = (entry: unknown, change: Change): unknown => {
  if (change.field === undefined) return change.value;
  if (entry === undefined) return undefined;
  return withField(entry as Fields, change.field, change.value);
};

/** Return `fields` with one of them set, or left out where there is no value. */
export const withField = (fields: Fields, field: string, value: unknown): Fields => {
  if (fields[field] === value) return fields;
  if (value !== undefined) return { ...fields, [field]: value };
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
};
