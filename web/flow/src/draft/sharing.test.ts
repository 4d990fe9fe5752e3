/** Two people, two documents, one draft. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";

import type { Act } from "./chance.ts";
import { anyAct, anyFlat, editOf, grown } from "./chance.ts";
import * as edits from "./edits/index.ts";
import type { Edit, Flat, MapName } from "./flat.ts";
import { apply } from "./apply.ts";
import { flowOf, read } from "./reading.ts";
import type { Shared } from "./sharing.ts";
import { clientsAhead, isKept, load, share, write } from "./sharing.ts";
import { mapsOf } from "./testing.ts";

describe("a shared draft", { timeout: 60_000 }, () => {
  test("holds what the edits say, for any edit", () => {
    fc.assert(
      fc.property(anyFlat, anyAct(), (flat, act) => {
        const shared = share(documentOf(flat));
        const edit = editOf(flat, act, "new");
        shared.apply(edit);

        expect(mapsOf(shared.flat())).toEqual(mapsOf(apply(flat, edit)));
        expect(mapsOf(load(shared.doc))).toEqual(mapsOf(shared.flat()));
      }),
      { numRuns: 150 },
    );
  });

  test("is the same for two people after a thousand edits with disconnections", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyAct(), fc.nat({ max: 9 })), { minLength: 1000, maxLength: 1000 }), (acts) => {
        const [ana, ben] = twoOf(grown);
        let link = linked(ana, ben) as (() => void) | null;
        acts.forEach(([act, chance], at) => {
          const person = (act.a + at) % 2 ? ana : ben;
          person.apply(editOf(person.flat(), bounded(person.flat(), act), `n${at}`));
          if (chance !== 0) return;
          if (link) link();
          link = link ? null : linked(ana, ben);
        });
        if (!link) linked(ana, ben);

        expect(mapsOf(ana.flat())).toEqual(mapsOf(ben.flat()));
        expect(mapsOf(ana.flat())).toEqual(mapsOf(load(ana.doc)));
        expect(flowOf(ana.flat(), "f")).toEqual(flowOf(ben.flat(), "f"));
      }),
      { numRuns: 3 },
    );
  });

  test("keeps what two people write in two fields of one block at once", () => {
    const [ana, ben] = twoOf(grown);
    const id = [...grown.blocks.keys()][0] ?? "";
    ana.apply(edits.setField(ana.flat(), id, "text", "Ana's"));
    ben.apply(edits.setField(ben.flat(), id, "note", "Ben's"));
    linked(ana, ben);

    expect(ana.flat().blocks.get(id)).toMatchObject({ text: "Ana's", note: "Ben's" });
    expect(ben.flat()).toEqual(ana.flat());
  });

  test("keeps a block once that two people move to different nodes at once", () => {
    const [ana, ben] = twoOf(grown);
    const [id, [here, there]] = [[...grown.blocks.keys()][0] ?? "", [...grown.nodes.keys()]];
    ana.apply(edits.moveBlocks(ana.flat(), [id], { node: here ?? "" }));
    ben.apply(edits.moveBlocks(ben.flat(), [id], { node: there ?? "" }));
    linked(ana, ben);
    const standing = (flowOf(ana.flat(), "f").nodes ?? []).flatMap((node) =>
      (node.blocks ?? []).filter((block) => block.id === id),
    );

    expect(standing).toHaveLength(1);
    expect(flowOf(ana.flat(), "f")).toEqual(flowOf(ben.flat(), "f"));
  });

  test("makes new objects only for what an edit touched, by whomever", () => {
    const [ana, ben] = twoOf(grown);
    linked(ana, ben);
    const [before, seen]: [Flat, Flat[]] = [ben.flat(), []];
    ben.subscribe((flat) => seen.push(flat));
    const [id = "", other = ""] = [...grown.blocks.keys()];
    ana.apply(edits.setField(ana.flat(), id, "text", "New"));

    expect(seen).toEqual([ben.flat()]);
    for (const map of Object.keys(before) as MapName[])
      expect(ben.flat()[map] === before[map], map).toBe(map !== "blocks");
    expect(ben.flat().blocks.get(other)).toBe(before.blocks.get(other));
    expect(ben.flat().blocks.get(id)).not.toBe(before.blocks.get(id));
  });

  test("tells whose change it was, once an edit, and nothing where nothing changed or one listens no longer", () => {
    const [ana, ben] = twoOf(grown);
    linked(ana, ben);
    const heard: string[] = [];
    const stop = ana.subscribe((_, from) => heard.push(`ana ${from}`));
    ben.subscribe((_, from) => heard.push(`ben ${from}`));
    ana.apply([...edits.setMeta(ana.flat(), "name", "New"), ...edits.addVariable(ana.flat(), "mood")]);
    stop();
    ana.apply(edits.setMeta(ana.flat(), "name", "Newer"));
    ana.apply(edits.setMeta(ana.flat(), "name", "Newer"));

    expect(heard).toEqual(["ana here", "ben elsewhere", "ben elsewhere"]);
  });

  test("never writes what JSON has no word for", () => {
    const shared = share(documentOf(grown));
    const id = [...grown.blocks.keys()][0] ?? "";
    shared.apply(edits.setField(shared.flat(), id, "items", [{ id: "a", label: undefined }]));

    expect(Object.keys((shared.flat().blocks.get(id)?.["items"] as object[])[0] ?? {})).toEqual(["id"]);
  });

  test("survives entries that are not what they should be", () => {
    const doc = documentOf(grown);
    const shared = share(doc);
    doc.getMap("blocks").set("odd", 7);
    doc.getMap("edges").set("start next", null);
    doc.getMap("edges").set("g0b next", "nowhere");
    doc.getMap("nodes").set("empty", new Y.Map());
    doc.getMap("flow").set("name", new Y.Text("Called so"));

    expect(shared.flat().blocks.has("odd")).toBe(false);
    expect(shared.flat().nodes.get("empty")).toEqual({});
    expect(shared.flat().flow.get("name")).toBe("Called so");
    expect(mapsOf(shared.flat())).toEqual(mapsOf(load(doc)));
    expect(read(shared.flat(), "f").repairs.map(({ code }) => code)).toEqual(["edge_to_nothing", "edge_to_nothing"]);
    expect(edits.removeCards(shared.flat(), ["g0"]).length).toBeGreaterThan(0);
  });
});

describe("what is kept", () => {
  test("is told by the server's state vector, for deletions too", () => {
    const shared = share(documentOf(grown));
    const server = new Y.Doc();
    Y.applyUpdate(server, Y.encodeStateAsUpdate(shared.doc));
    const vector = () => Y.encodeStateVector(server);
    const before = vector();
    expect(isKept(shared.doc, before)).toBe(true);

    shared.apply(edits.removeVariable(shared.flat(), [...grown.variables.keys()][0] ?? ""));
    shared.apply(edits.setMeta(shared.flat(), "name", "New"));
    expect([isKept(shared.doc, before), shared.unkept(null), shared.unkept(before)]).toEqual([false, 2, 2]);
    expect(clientsAhead(shared.doc, before)).toEqual([shared.doc.clientID]);

    Y.applyUpdate(server, Y.encodeStateAsUpdate(shared.doc));
    expect([isKept(shared.doc, vector()), shared.unkept(vector())]).toEqual([true, 0]);
  });
});

const documentOf = (flat: Flat): Y.Doc => {
  const doc = new Y.Doc();
  const all = (Object.keys(flat) as MapName[]).flatMap((map): Edit =>
    [...flat[map]].map(([key, value]) => ({ map, key, value })),
  );
  write(doc, all);
  return doc;
};

const twoOf = (flat: Flat): [Shared, Shared] => {
  const first = documentOf(flat);
  const second = new Y.Doc();
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
  return [share(first), share(second)];
};

/** Connect two people; what is returned disconnects them. */
const linked = (a: Shared, b: Shared): (() => void) => {
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)), LINK);
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)), LINK);
  const there = (update: Uint8Array, origin: unknown) => {
    if (origin !== LINK) Y.applyUpdate(b.doc, update, LINK);
  };
  const back = (update: Uint8Array, origin: unknown) => {
    if (origin !== LINK) Y.applyUpdate(a.doc, update, LINK);
  };
  a.doc.on("update", there);
  b.doc.on("update", back);
  return () => {
    a.doc.off("update", there);
    b.doc.off("update", back);
  };
};

const LINK = "link";

/** So that a draft of a thousand edits does not double without end. */
const bounded = (flat: Flat, act: Act): Act =>
  flat.nodes.size > 60 && ["duplicate", "paste", "addNode", "insertNodeOnEdge"].includes(act.kind)
    ? { ...act, kind: "removeCards" }
    : act;
