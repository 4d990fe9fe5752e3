/** What an author can do, one sentence each. */
import { describe, expect, test } from "vitest";

import type { AnyBlock } from "../../block.ts";
import type { Flow } from "../../generated/schema.ts";
import { apply } from "../apply.ts";
import type { Edit, Flat } from "../flat.ts";
import { flatOf } from "../flattening.ts";
import { flowOf, read } from "../reading.ts";
import * as edits from "./index.ts";

const text = (id: string): AnyBlock => ({ type: "text", id, text: id });

/** Welcome [hi, ask] leads to Details [name, mail], which leads to Goodbye [bye]; a "no" leads to Goodbye too. */
const flow: Flow = {
  id: "f",
  name: "Booking",
  variables: [{ name: "name" }, { name: "mail" }],
  events: [{ type: "start", id: "start" }],
  nodes: [
    {
      id: "welcome",
      title: "Welcome",
      blocks: [
        { type: "text", id: "hi", text: "Hi" },
        {
          type: "buttons",
          id: "ask",
          items: [
            { id: "yes", label: "Yes" },
            { id: "no", label: "No" },
          ],
        },
      ],
    },
    {
      id: "details",
      blocks: [
        { type: "text_question", id: "name", variable: "name" },
        { type: "email", id: "mail", variable: "mail" },
      ],
    },
    { id: "goodbye", blocks: [{ type: "text", id: "bye", text: "Bye" }] },
  ],
  edges: [
    { from: { block: "start" }, to: { node: "welcome" } },
    { from: { block: "ask", node: "welcome" }, to: { node: "details" } },
    { from: { block: "ask", node: "welcome", handle: "no" }, to: { node: "goodbye", block: "bye" } },
    { from: { block: "mail", node: "details" }, to: { node: "goodbye" } },
  ],
  layout: { start: { x: 0, y: 0 }, welcome: { x: 10, y: 20 } },
  settings: { typing: { enabled: true, max_seconds: 2 } },
  theme: { accent: "#123456", bot: { background: "#eee" } },
  translations: { de: { hi: { text: "Hallo" }, ask: { "items.no.label": "Nein" } } },
  notes: [{ id: "todo", text: "Ask Ana", x: 1, y: 2 }],
};
const flat = flatOf(flow);

const after = (...steps: ((now: Flat) => Edit)[]): Flat => steps.reduce((now, step) => apply(now, step(now)), flat);

const blocksIn = (now: Flat, node: string): string[] =>
  (flowOf(now, "f").nodes ?? []).find(({ id }) => id === node)?.blocks?.map(({ id }) => id) ?? [];

const leads = (now: Flat): Record<string, unknown> => Object.fromEntries(now.edges);

const repairs = (now: Flat) => read(now, "f").repairs;

describe("a block", () => {
  test("that is added at the end of a card takes over where the card led", () => {
    const now = after((at) => edits.addBlock(at, text("new"), { node: "details" }));

    expect(blocksIn(now, "details")).toEqual(["name", "mail", "new"]);
    expect(leads(now)).toMatchObject({ "new next": { node: "goodbye" } });
    expect(now.edges.has("mail next")).toBe(false);
  });

  test("that goes nowhere leaves no way behind it when it is added at the end", () => {
    const now = after((at) =>
      edits.addBlock(at, { type: "end", id: "new" }, { node: "details" }, (id) => id !== "new"),
    );

    expect([now.edges.has("mail next"), now.edges.has("new next")]).toEqual([false, false]);
  });

  test("that is added before another leaves all edges as they are", () => {
    const now = after((at) => edits.addBlock(at, text("new"), { node: "details", before: "mail" }));

    expect(blocksIn(now, "details")).toEqual(["name", "new", "mail"]);
    expect(now.edges).toBe(flat.edges);
  });

  test("is added between two that other people put in one place", () => {
    const tied = after(
      () => [{ map: "blocks", key: "name", field: "order", value: "a0" }],
      () => [{ map: "blocks", key: "mail", field: "order", value: "a0" }],
      (at) => edits.addBlock(at, text("new"), { node: "details", before: "name" }),
    );

    expect(blocksIn(tied, "details")).toEqual(["mail", "new", "name"]);
  });

  test("with an id that is there already is not added", () => {
    expect(edits.addBlock(flat, text("bye"), { node: "details" })).toEqual([]);
    expect(edits.addBlock(flat, text("start"), { node: "details" })).toEqual([]);
  });

  test("moves within its card, and the last one leads where the card led", () => {
    const now = after((at) => edits.moveBlocks(at, ["mail"], { node: "details", before: "name" }));

    expect(blocksIn(now, "details")).toEqual(["mail", "name"]);
    expect(leads(now)).toMatchObject({ "name next": { node: "goodbye" } });
    expect(now.edges.has("mail next")).toBe(false);
  });

  test("moves to another card, keeps its answers' edges, and both cards lead where they led", () => {
    const now = after((at) => edits.moveBlocks(at, ["ask"], { node: "details", before: "mail" }));

    expect([blocksIn(now, "welcome"), blocksIn(now, "details")]).toEqual([["hi"], ["name", "ask", "mail"]]);
    expect(leads(now)).toEqual({
      "start next": { node: "welcome" },
      "hi next": { node: "details" },
      "ask no": { node: "goodbye", block: "bye" },
      "mail next": { node: "goodbye" },
    });
  });

  test("moves with others in the order given, even before one that moves too", () => {
    const now = after((at) => edits.moveBlocks(at, ["bye", "name", "hi"], { node: "details", before: "name" }));

    expect(blocksIn(now, "details")).toEqual(["bye", "name", "hi", "mail"]);
    expect(blocksIn(now, "goodbye")).toEqual([]);
    expect(repairs(now)).toEqual([]);
  });

  test("that moves is still what an edge to it leads to", () => {
    const now = after((at) => edits.moveBlocks(at, ["bye"], { node: "details" }));
    const edge = flowOf(now, "f").edges?.find(({ from }) => from.handle === "no");

    expect(edge?.to).toEqual({ node: "details", block: "bye" });
  });

  test("that is removed takes its edges and translations along, and its card leads where it led", () => {
    const now = after((at) => edits.removeBlocks(at, ["ask"]));

    expect(leads(now)).toEqual({
      "start next": { node: "welcome" },
      "hi next": { node: "details" },
      "mail next": { node: "goodbye" },
    });
    expect([...now.translations.keys()]).toEqual(["de hi text"]);
  });

  test("that is removed leaves the edges to it leading to its card", () => {
    const now = after((at) => edits.removeBlocks(at, ["bye"]));

    expect(leads(now)).toMatchObject({ "ask no": { node: "goodbye" } });
    expect(repairs(now)).toEqual([]);
  });

  test("gets a field, and has its default again without a value", () => {
    const now = after((at) => edits.setFields(at, "hi", { text: "Hello", note: "Warm" }));

    expect(now.blocks.get("hi")).toMatchObject({ text: "Hello", note: "Warm" });
    expect(apply(now, edits.setField(now, "hi", "note", undefined)).blocks.get("hi")).not.toHaveProperty("note");
    expect(after((at) => edits.setField(at, "start", "note", "Begin")).events.get("start")).toMatchObject({
      note: "Begin",
    });
    expect(edits.setField(flat, "gone", "text", "Hm")).toEqual([]);
  });

  test("loses the edges and translations of an item that is taken away", () => {
    const now = after((at) => edits.setField(at, "ask", "items", [{ id: "yes", label: "Yes" }]));

    expect(now.edges.has("ask no")).toBe(false);
    expect([...now.translations.keys()]).toEqual(["de hi text"]);
  });

  test("is replaced by one of another type at the same place", () => {
    const now = after((at) => edits.replaceBlock(at, { type: "rating", id: "ask" }));

    expect(blocksIn(now, "welcome")).toEqual(["hi", "ask"]);
    expect([now.blocks.get("ask")?.["type"], now.edges.has("ask next"), now.edges.has("ask no")]).toEqual([
      "rating",
      true,
      false,
    ]);
  });
});

describe("a card", () => {
  test("is added after all others, with its blocks and its place", () => {
    const now = after((at) =>
      edits.addNode(at, { id: "new", title: "New", at: { x: 5, y: 6 }, blocks: [text("a"), text("b")] }),
    );

    expect(flowOf(now, "f").nodes?.at(-1)).toMatchObject({ id: "new", title: "New" });
    expect([blocksIn(now, "new"), now.layout.get("new")]).toEqual([["a", "b"], { x: 5, y: 6 }]);
  });

  test("gets a title and a colour, and loses them", () => {
    const now = after(
      (at) => edits.setTitle(at, "details", "You"),
      (at) => edits.setColor(at, "details", "teal"),
    );

    expect(now.nodes.get("details")).toMatchObject({ title: "You", color: "teal" });
    expect(apply(now, edits.setColor(now, "details", undefined)).nodes.get("details")).not.toHaveProperty("color");
    expect(apply(now, edits.setTitle(now, "details", "")).nodes.get("details")).not.toHaveProperty("title");
  });

  test("that is only there because its blocks are becomes a real one with its title", () => {
    const now = after(
      () => [{ map: "nodes", key: "details", value: undefined }],
      (at) => edits.setTitle(at, "details", "Saved"),
    );

    expect(repairs(now)).toEqual([]);
    expect(blocksIn(now, "details")).toEqual(["name", "mail"]);
  });

  test("that is removed takes all along: blocks, places, translations, edges from and to it", () => {
    const now = after((at) => edits.removeCards(at, ["goodbye", "welcome", "todo"]));

    expect([...now.nodes.keys()]).toEqual(["details"]);
    expect([...now.blocks.keys()]).toEqual(["name", "mail"]);
    expect(leads(now)).toEqual({});
    expect([now.translations.size, now.notes.size, [...now.layout.keys()]]).toEqual([0, 0, ["start"]]);
  });

  test("that starts the flow is not removed, other events are", () => {
    const now = after(
      (at) => edits.addEvent(at, { type: "command", id: "help", command: "help" }, { x: 1, y: 1 }),
      (at) => edits.removeCards(at, ["start", "help"]),
    );

    expect([...now.events.keys()]).toEqual(["start"]);
  });

  test("moves to whole pixels, whatever kind it is, and is not written where it lies there already", () => {
    const places = new Map([
      ["welcome", { x: 10.4, y: 20.3 }],
      ["details", { x: 99.6, y: 7 }],
      ["todo", { x: 8, y: 9 }],
    ]);
    const edit = edits.moveCards(flat, places);

    expect(edit.some(({ key }) => key === "welcome")).toBe(false);
    expect(apply(flat, edit).layout.get("details")).toEqual({ x: 100, y: 7 });
    expect(apply(flat, edit).notes.get("todo")).toMatchObject({ x: 8, y: 9, text: "Ask Ana" });
  });

  test("that was arranged away is forgotten by the layout", () => {
    const now = after((at) => edits.arrange(at, new Map([["welcome", { x: 0, y: 0 }]])));

    expect(Object.fromEntries(now.layout)).toEqual({ welcome: { x: 0, y: 0 } });
  });
});

describe("an edge", () => {
  test("is drawn, drawn elsewhere, made a stop and taken away", () => {
    const exit = { block: "bye", handle: "next" };

    expect(after((at) => edits.connect(at, exit, { node: "welcome", block: "ask" })).edges.get("bye next")).toEqual({
      node: "welcome",
      block: "ask",
    });
    expect(after((at) => edits.stop(at, exit)).edges.get("bye next")).toEqual({});
    expect(
      after(
        (at) => edits.stop(at, exit),
        (at) => edits.disconnect(at, exit),
      ).edges,
    ).toEqual(flat.edges);
    expect(edits.connect(flat, { block: "gone", handle: "next" }, { node: "welcome" })).toEqual([]);
  });

  test("gets a node in its middle, which leads where the edge led", () => {
    const now = after((at) => edits.insertNodeOnEdge(at, { block: "ask", handle: "no" }, { id: "new" }, text("why")));

    expect(leads(now)).toMatchObject({ "ask no": { node: "new" }, "why next": { node: "goodbye", block: "bye" } });
    expect(edits.insertNodeOnEdge(flat, { block: "bye", handle: "next" }, { id: "new" }, text("why"))).toEqual([]);
  });
});

describe("what stands beside the conversation", () => {
  test("are variables, added after all others, changed and removed", () => {
    const now = after(
      (at) => edits.addVariable(at, "age", { type: "number" }),
      (at) => edits.setVariable(at, "age", { privacy: "personal", type: undefined }),
      (at) => edits.removeVariable(at, "mail"),
    );

    expect(flowOf(now, "f").variables).toEqual([{ name: "name" }, { name: "age", privacy: "personal" }]);
    expect(edits.addVariable(flat, "name")).toEqual([]);
    expect(edits.setVariable(flat, "gone", { type: "text" })).toEqual([]);
  });

  test("are the flow's name, settings and looks, each by its path", () => {
    const now = after(
      (at) => edits.setMeta(at, "name", "New"),
      (at) => edits.setSetting(at, "typing.enabled", false),
      (at) => edits.setTheme(at, "bot.background", undefined),
      (at) => edits.setTheme(at, "bot.radius", 4),
    );

    expect(flowOf(now, "f")).toMatchObject({
      name: "New",
      settings: { typing: { enabled: false, max_seconds: 2 } },
      theme: { accent: "#123456", bot: { radius: 4 } },
    });
  });

  test("is a whole part of the settings or all of the looks at once", () => {
    const now = after(
      (at) => edits.setSetting(at, "typing", { enabled: false }),
      (at) => edits.replaceTheme(at, { scheme: "dark", bot: { background: "#000" } }),
    );

    expect(flowOf(now, "f")).toMatchObject({ settings: { typing: { enabled: false } } });
    expect(Object.fromEntries(now.theme)).toEqual({ scheme: "dark", "bot.background": "#000" });
    expect(now.settings.has("typing.max_seconds")).toBe(false);
  });

  test("are translations, which an empty text takes away, and a language as a whole", () => {
    const now = after(
      (at) => edits.translate(at, "pt-BR", "hi", "text", "Oi"),
      (at) => edits.translate(at, "de", "hi", "text", ""),
    );

    expect(flowOf(now, "f").translations).toEqual({
      "pt-BR": { hi: { text: "Oi" } },
      de: { ask: { "items.no.label": "Nein" } },
    });
    expect(after((at) => edits.removeLocale(at, "de")).translations.size).toBe(0);
  });

  test("are sticky notes and comments with their answers", () => {
    const comment = { id: "c", card: "welcome", text: "Hm", by: "ana", at: 1 };
    const now = after(
      (at) => edits.addNote(at, { id: "n", x: 1, y: 2, text: "Later" }),
      (at) => edits.setNote(at, "n", { text: "Now", color: "pink" }),
      (at) => edits.addComment(at, comment),
      (at) => edits.addComment(at, { ...comment, id: "d", answers: "c" }),
      (at) => edits.setComment(at, "c", { done: true }),
    );

    expect(now.notes.get("n")).toEqual({ x: 1, y: 2, text: "Now", color: "pink" });
    expect(now.comments.get("c")).toMatchObject({ text: "Hm", done: true });
    expect(apply(now, edits.removeComment(now, "c")).comments.size).toBe(0);
  });
});

describe("an edit", () => {
  test("makes new objects only for what it touches, in the draft and in the flow that is read from it", () => {
    const before = read(flat, "f");
    const now = after((at) => edits.setField(at, "hi", "text", "Hello"));
    const reading = read(now, "f", before);
    const [old, fresh] = [before.flow.nodes ?? [], reading.flow.nodes ?? []];

    expect([now.nodes, now.edges, now.variables]).toEqual([flat.nodes, flat.edges, flat.variables]);
    expect(now.nodes).toBe(flat.nodes);
    expect(fresh.map((node, at) => node === old[at])).toEqual([false, true, true]);
    expect(fresh[0]?.blocks?.map((block, at) => block === old[0]?.blocks?.[at])).toEqual([false, true]);
    for (const part of [
      "edges",
      "events",
      "variables",
      "layout",
      "settings",
      "theme",
      "translations",
      "notes",
    ] as const)
      expect(reading.flow[part], part).toBe(before.flow[part]);
  });

  test("that changes nothing gives the same draft, and the same flow", () => {
    const before = read(flat, "f");

    expect(apply(flat, edits.setField(flat, "hi", "text", "Hi"))).toBe(flat);
    expect(read(flat, "f", before).flow).toBe(before.flow);
  });
});
