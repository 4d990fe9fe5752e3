/** One person's work beside another's. */
import { describe, expect, test } from "vitest";
import * as Y from "yjs";

import { author } from "./author.ts";
import { grown } from "./chance.ts";
import * as edits from "./edits/index.ts";
import type { Edit, Flat, MapName } from "./flat.ts";
import { share } from "./sharing.ts";
import { mapsOf } from "./testing.ts";

const entries = (flat: Flat): Edit =>
  (Object.keys(flat) as MapName[]).flatMap((map): Edit => [...flat[map]].map(([key, value]) => ({ map, key, value })));

describe("an author", () => {
  test("undoes and redoes own edits, while another's stay", () => {
    const shared = share(new Y.Doc());
    shared.apply(entries(grown));
    const before = mapsOf(shared.flat());
    const [ana, ben] = [author(shared, () => 0), author(shared, () => 0)];
    ana.make((flat) => edits.setTitle(flat, "g0", "Ana"));
    ben.make((flat) => edits.setTitle(flat, "g7", "Ben"));
    ana.make((flat) => edits.removeCards(flat, ["g14"]));

    expect([ana.undo(), ana.undo(), ana.undo()]).toEqual([true, true, false]);
    expect(shared.flat().nodes.get("g7")?.["title"]).toBe("Ben");
    expect(ben.undo()).toBe(true);
    expect(mapsOf(shared.flat())).toEqual(before);
    expect([ana.redo(), ana.redo(), ana.redo()]).toEqual([true, true, false]);
    expect([shared.flat().nodes.get("g0")?.["title"], shared.flat().nodes.has("g14")]).toEqual(["Ana", false]);
  });

  test("takes what is typed in one go back in one go", () => {
    const shared = share(new Y.Doc());
    shared.apply(entries(grown));
    let now = 0;
    const ana = author(shared, () => (now += 100));
    for (const text of ["H", "He", "Hey"]) ana.make((flat) => edits.setTitle(flat, "g0", text), "title g0");
    ana.settle();
    ana.make((flat) => edits.setTitle(flat, "g0", "Hey!"), "title g0");

    expect(ana.history().past).toHaveLength(2);
    ana.undo();
    expect(shared.flat().nodes.get("g0")?.["title"]).toBe("Hey");
    ana.undo();
    expect(shared.flat().nodes.get("g0")).toEqual(grown.nodes.get("g0"));
  });
});
