/**
 * A draft that several people hold at once, bound to a Yjs document: edits go in as one transaction each, and whatever
 * changes, by whomever, comes out as a new `Flat` in which everything else is the same object. Who carries the updates,
 * and where they are kept, is the business of whoever makes the document.
 */
import * as Y from "yjs";

import { withField } from "./apply.ts";
import type { Change, Edit, Fields, Flat, MapName, RecordMap } from "./flat.ts";
import { isRecordMap, isSame, leadOf, RECORDS, VALUES } from "./flat.ts";
import { effective } from "./invert.ts";

export type Shared = {
  doc: Y.Doc;
  /** The draft as it is now. */
  flat: () => Flat;
  /** Make an edit. */
  apply: (edit: Edit) => void;
  /** Hear of every new state until the function that is returned is called. */
  subscribe: (listener: (flat: Flat, from: Origin) => void) => () => void;
  /** Return how many of the edits made here are not among what a state vector tells; all without one. */
  unkept: (vector: Uint8Array | null) => number;
  /** Hear of nothing any more. */
  close: () => void;
};

/** Who made a change: this person here, or somebody else. */
export type Origin = "here" | "elsewhere";

const MAPS: readonly MapName[] = [...RECORDS, ...VALUES];
const PULSE = "pulse";

/** Bind a document: read it, and follow it from now on. */
export const share = (doc: Y.Doc): Shared => {
  let flat = load(doc);
  let ends: number[] = [];
  const origin = {};
  const listeners = new Set<(flat: Flat, from: Origin) => void>();
  const stop = follow(doc, (touched, transaction) => {
    const next = reread(doc, flat, touched);
    if (next === flat) return;
    flat = next;
    for (const listener of [...listeners]) listener(flat, transaction.origin === origin ? "here" : "elsewhere");
  });
  return {
    doc,
    flat: () => flat,
    apply: (edit) => {
      const changes = effective(flat, edit);
      if (changes.length === 0) return;
      write(doc, changes, origin);
      ends.push(clockOf(doc));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unkept: (vector) => {
      const kept = vector ? (Y.decodeStateVector(vector).get(doc.clientID) ?? 0) : 0;
      ends = ends.filter((end) => end > kept);
      return ends.length;
    },
    close: stop,
  };
};

/** Return the draft that a document holds. */
export const load = (doc: Y.Doc): Flat =>
  Object.fromEntries(
    MAPS.map((name) => {
      const map = doc.getMap(name);
      const entries = [...map.keys()].map((key): [string, unknown] => [key, entryOf(map, name, key)]);
      return [name, new Map(entries.filter(([, entry]) => entry !== undefined))];
    }),
  ) as unknown as Flat;

/** Make an edit in a document, as one transaction. */
export const write = (doc: Y.Doc, edit: Edit, origin: unknown = null): void => {
  if (edit.length === 0) return;
  doc.transact(() => {
    for (const change of edit) make(doc, change);
    if (edit.some(({ value }) => value === undefined)) beat(doc);
  }, origin);
};

/** Return whether a state vector tells all that some clients did; by default this one's own changes. */
export const isKept = (doc: Y.Doc, vector: Uint8Array, clients: Iterable<number> = [doc.clientID]): boolean => {
  const kept = Y.decodeStateVector(vector);
  return [...clients].every((client) => (kept.get(client) ?? 0) >= Y.getState(doc.store, client));
};

/** Return the clients of whose changes a document holds some that a state vector does not tell. */
export const clientsAhead = (doc: Y.Doc, vector: Uint8Array): readonly number[] => {
  const kept = Y.decodeStateVector(vector);
  const own = Y.decodeStateVector(Y.encodeStateVector(doc));
  return [...own].filter(([client, clock]) => clock > (kept.get(client) ?? 0)).map(([client]) => client);
};

/** The entries that changed, and their fields; null is the entry as a whole. */
type Touched = Map<MapName, Map<string, Set<string> | null>>;

const follow = (doc: Y.Doc, tell: (touched: Touched, transaction: Y.Transaction) => void): (() => void) => {
  let touched: Touched = new Map();
  const stops = MAPS.map((name) => {
    const root = doc.getMap(name);
    const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const event of events) note(touched, name, root, event);
    };
    root.observeDeep(listener);
    return () => {
      root.unobserveDeep(listener);
    };
  });
  const after = (transaction: Y.Transaction): void => {
    if (touched.size === 0) return;
    const now = touched;
    touched = new Map();
    tell(now, transaction);
  };
  doc.on("afterTransaction", after);
  return () => {
    doc.off("afterTransaction", after);
    for (const stop of stops) stop();
  };
};

const note = (touched: Touched, name: MapName, root: unknown, event: Y.YEvent<Y.AbstractType<unknown>>): void => {
  const entries = touched.get(name) ?? new Map<string, Set<string> | null>();
  touched.set(name, entries);
  const keys = [...event.keys.keys()];
  if (event.target === root) for (const key of keys) entries.set(key, null);
  else {
    const key = String(event.path[0]);
    const fields = entries.get(key);
    if (fields === null) return;
    // A value that is a shared type itself, which only others write, counts as a whole.
    entries.set(key, event.path.length === 1 ? new Set([...(fields ?? []), ...keys]) : null);
  }
};

const reread = (doc: Y.Doc, flat: Flat, touched: Touched): Flat => {
  const maps = [...touched].flatMap(([name, entries]): [MapName, ReadonlyMap<string, unknown>][] => {
    const root = doc.getMap(name);
    const map = new Map<string, unknown>(flat[name]);
    let isNew = false;
    for (const [key, fields] of entries) {
      const before = map.get(key);
      const after = fields && before ? fieldsAgain(root, key, before as Fields, fields) : entryOf(root, name, key);
      if (isSame(before, after)) continue;
      isNew = true;
      if (after === undefined) map.delete(key);
      else map.set(key, after);
    }
    return isNew ? [[name, map]] : [];
  });
  return maps.length === 0 ? flat : { ...flat, ...Object.fromEntries(maps) };
};

const fieldsAgain = (root: Y.Map<unknown>, key: string, before: Fields, fields: ReadonlySet<string>): unknown => {
  const entry = root.get(key);
  if (!(entry instanceof Y.Map)) return undefined;
  return [...fields].reduce<Fields>((all, field) => withField(all, field, plain(entry.get(field))), before);
};

const entryOf = (map: Y.Map<unknown>, name: MapName, key: string): unknown => {
  const entry = map.get(key);
  if (name === "edges") return entry === undefined ? undefined : leadOf(plain(entry));
  if (!isRecordMap(name)) return plain(entry);
  if (!(entry instanceof Y.Map)) return undefined;
  return Object.fromEntries([...entry.entries()].map(([field, value]) => [field, plain(value)]));
};

const plain = (value: unknown): unknown => (value instanceof Y.AbstractType ? (value.toJSON() as unknown) : value);

const make = (doc: Y.Doc, change: Change): void => {
  const map = doc.getMap(change.map);
  if (change.field !== undefined) {
    const entry = map.get(change.key);
    if (entry instanceof Y.Map) setOrDelete(entry, change.field, change.value);
  } else if (change.value !== undefined && isRecordMap(change.map)) {
    makeEntry(doc.getMap(change.map satisfies RecordMap), change.key, change.value as Fields);
  } else setOrDelete(map, change.key, change.value);
};

/** An entry that is there already is written field by field, so that what others write in it meanwhile is kept. */
const makeEntry = (map: Y.Map<unknown>, key: string, fields: Fields): void => {
  const entry = map.get(key);
  if (!(entry instanceof Y.Map)) {
    map.set(key, new Y.Map(Object.entries(written(fields) as Fields)));
    return;
  }
  for (const field of [...entry.keys()]) if (fields[field] === undefined) entry.delete(field);
  for (const [field, value] of Object.entries(fields))
    if (!isSame(plain(entry.get(field)), value)) setOrDelete(entry, field, value);
};

const setOrDelete = (map: Y.Map<unknown>, key: string, value: unknown): void => {
  if (value !== undefined) map.set(key, written(value));
  else if (map.has(key)) map.delete(key);
};

/** What has no value in JSON is not written: others would read it as null. */
const written = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => (one === undefined ? null : written(one)));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([name, part]) => [name, written(part)]));
};

/**
 * Move this client's clock on. A deletion alone does not, so that nobody could tell from a state vector whether it is
 * kept; the key is gone again at once.
 */
const beat = (doc: Y.Doc): void => {
  const map = doc.getMap("flow");
  map.set(PULSE, 0);
  map.delete(PULSE);
};

const clockOf = (doc: Y.Doc): number => Y.getState(doc.store, doc.clientID);
