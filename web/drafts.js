/**
 * Reads and writes drafts as the builder does, for the server's tests. For each of the `flows` that come in as JSON
 * goes out what the builder makes of it, and what it is after some edits made by chance, with the updates of Yjs; for
 * each of the `drafts` the flow that it is.
 */
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";

import fc from "fast-check";
import * as Y from "yjs";

import { anyAct, editOf } from "./flow/src/draft/chance.ts";
import { apply, flatOf, flowOf, read, renameVariable, share } from "./flow/src/draft/index.ts";
import { flatFromMaps, mapsOf, meaningOf } from "./flow/src/draft/testing.ts";

const EDITS = Number(process.argv[2] ?? 0);
const SEED = 7;

/** Each update of the document as it leaves the browser. */
const edited = (flow, flat) => {
  const shared = share(new Y.Doc());
  const updates = [];
  shared.doc.on("update", (update) => updates.push(Buffer.from(update).toString("base64")));
  shared.apply(Object.keys(flat).flatMap((map) => [...flat[map]].map(([key, value]) => ({ map, key, value }))));
  const acts = fc.sample(anyAct(), { numRuns: EDITS, seed: SEED });
  acts.forEach((act, at) => shared.apply(editOf(shared.flat(), act, `edit${at}`)));
  const reading = read(shared.flat(), flow.id);
  return { updates, maps: mapsOf(shared.flat()), flow: meaningOf(reading.flow), repairs: reading.repairs };
};

/** Every variable under another name, one of one word and one of several in turn. */
const renamed = (flow, flat) => {
  const names = [...flat.variables.keys()].map((name, at) => [name, at % 2 ? `renamed_${at}` : `Now number ${at}`]);
  const now = names.reduce((before, [name, after]) => apply(before, renameVariable(before, name, after)), flat);
  return { names: Object.fromEntries(names), flow: flowOf(now, flow.id) };
};

const { flows = [], drafts = [] } = JSON.parse(readFileSync(0, "utf8"));
const made = flows.map((flow) => {
  const flat = flatOf(flow);
  const after = EDITS > 0 ? edited(flow, flat) : null;
  return { maps: mapsOf(flat), flow: meaningOf(flowOf(flat, flow.id)), renamed: renamed(flow, flat), after };
});
const found = drafts.map((maps) => {
  const { flow, repairs } = read(flatFromMaps(maps), "f");
  return { flow: meaningOf(flow), repairs };
});
process.stdout.write(JSON.stringify({ flows: made, drafts: found }));
