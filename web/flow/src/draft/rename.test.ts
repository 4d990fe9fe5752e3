/** Renaming a variable: every reference and every text, and nothing else. */
import { describe, expect, test } from "vitest";

import { apply } from "./apply.ts";
import type { Fields, Flat } from "./flat.ts";
import { renaming } from "./naming.ts";
import { isFree, renameVariable, usesOf, variablesIn } from "./rename.ts";
import { flatFromMaps } from "./testing.ts";

const known = new Set(["name", "First name", "a.b", "list"]);
const renamed = (text: string, before = "name", after = "who", dialect = "native"): string =>
  renaming(before, after, { dialect, known })(text);

describe("a name in a text", () => {
  test.each([
    ["Hi {{ name }}!", "Hi {{ who }}!"],
    ["{{name}}{{- name -}}", "{{who}}{{- who -}}"],
    ["{{ name | upcase }}", "{{ who | upcase }}"],
    ["{{ name | default: 'name' | append: name }}", "{{ who | default: 'name' | append: who }}"],
    ["{{ list | join: name }} {{ list.name }}", "{{ list | join: who }} {{ list.name }}"],
    ["{{ name.first }} {{ name[0] }} {{ list[name] }}", "{{ who.first }} {{ who[0] }} {{ list[who] }}"],
    ["{% if name == 'name' %}{{ name }}{% endif %}", "{% if who == 'name' %}{{ who }}{% endif %}"],
    ["{% for x in name limit: 3 %}{{ x }}{% endfor %}", "{% for x in who limit: 3 %}{{ x }}{% endfor %}"],
    ["name, { name }, {{ names }}, {{ my name }}", "name, { name }, {{ names }}, {{ my name }}"],
    ["{% for name in list %}{{ name }}{% endfor %}", "{% for name in list %}{{ name }}{% endfor %}"],
    ["{% assign name = 1 %}{{ name }}", "{% assign name = 1 %}{{ name }}"],
  ])("is replaced where it is one: %s", (text, expected) => {
    expect(renamed(text)).toBe(expected);
  });

  test.each([
    ["{{ First name }} {{ First name | upcase }}", "{{ who }} {{ who | upcase }}"],
    ['{% if ["First name"] %}{{ list[ "First name" ] }}', '{% if ["who"] %}{{ list[ "First name" ] }}'],
  ])("may hold blanks: %s", (text, expected) => {
    expect(renamed(text, "First name")).toBe(expected);
  });

  test("is put in brackets where Liquid would not read it as one word", () => {
    expect(renamed("{{ name }} {% if name %}{{ name | append: name }}", "name", "Last name")).toBe(
      '{{ Last name }} {% if ["Last name"] %}{{ Last name | append: ["Last name"] }}',
    );
  });

  test("is not the beginning of another variable's name", () => {
    expect(renamed("{{ a.b }} {{ a.c }}", "a", "z")).toBe("{{ a.b }} {{ z.c }}");
  });

  test("counts in flows of Typebot exactly as it stands, also within code", () => {
    expect(renamed("{{name}} {{ name }} {{={{name}} + 1=}}", "name", "who", "typebot")).toBe(
      "{{who}} {{ name }} {{={{who}} + 1=}}",
    );
  });

  test("is replaced in code where it is a value or a variable that is set", () => {
    const code = `setVariable("name", {{ name }} + name); setVariable( 'name', "name"); set("name")`;

    expect(renamed(code)).toBe(`setVariable("who", {{ who }} + name); setVariable( 'who', "name"); set("name")`);
    expect(renamed(`setVariable('name', 1)`, "name", "it's $1")).toBe(`setVariable('it\\'s \\$1', 1)`);
  });
});

const flat: Flat = flatFromMaps({
  flow: { name: "F" },
  nodes: { n: { order: "a0" } },
  events: { start: { type: "start", order: "a0" }, r: { type: "reply", order: "a1", content: "name" } },
  blocks: {
    ask: { type: "text_question", in: "n", order: "a0", question: "{{ name }}?", variable: "name", note: "name" },
    pick: {
      type: "buttons",
      in: "n",
      order: "a1",
      from_list: "name",
      items: [
        {
          id: "name",
          label: "name",
          when: {
            comparisons: [{ variable: "name", value: "{{ name }}" }],
            groups: [{ comparisons: [{ variable: "name" }] }],
          },
        },
      ],
    },
    keep: { type: "set_variable", in: "n", order: "a2", variable: "other", value: { type: "pop", into: "name" } },
    call: {
      type: "http_request",
      in: "n",
      order: "a3",
      url: "https://x.test/{{ name }}",
      headers: [{ name: "X", value: "{{name}}" }],
      saves: [{ variable: "name", path: "data.name" }],
    },
    here: {
      type: "subflow",
      in: "n",
      order: "a4",
      take: [{ variable: "name", to: "name" }],
      give: [{ to: "name", value: "1" }],
    },
    there: {
      type: "subflow",
      in: "n",
      order: "a5",
      flow: "f2",
      take: [{ variable: "name", to: "name" }],
      give: [{ to: "name", value: "{{ name }}" }],
    },
    old: { type: "placeholder", in: "n", order: "a6", data: { text: "{{ name }}" } },
    plain: { type: "text", in: "n", order: "a7", text: "name" },
  },
  variables: { name: { order: "a0", type: "text", privacy: "personal" }, other: { order: "a1" } },
  settings: { "metadata.title": "For {{ name }}", "typing.enabled": true },
  theme: { "visitor_avatar.url": "https://x.test/{{ name }}.png" },
  translations: { "de ask question": "{{ name }}?", "de plain text": "name" },
  notes: { s: { text: "See {{ name }}", x: 0, y: 0 } },
});

describe("renaming a variable", () => {
  const now = apply(flat, renameVariable(flat, "name", "who"));
  const block = (id: string): Fields => now.blocks.get(id) ?? {};

  test("keeps what it is and where it stands", () => {
    expect(Object.fromEntries(now.variables)).toEqual({ who: flat.variables.get("name"), other: { order: "a1" } });
  });

  test("changes every reference, at any depth, and every text that names it", () => {
    expect(block("ask")).toMatchObject({ question: "{{ who }}?", variable: "who", note: "name" });
    expect(block("pick")).toMatchObject({
      from_list: "who",
      items: [
        {
          id: "name",
          label: "name",
          when: {
            comparisons: [{ variable: "who", value: "{{ who }}" }],
            groups: [{ comparisons: [{ variable: "who" }] }],
          },
        },
      ],
    });
    expect(block("keep")["value"]).toEqual({ type: "pop", into: "who" });
    expect(block("call")).toMatchObject({
      url: "https://x.test/{{ who }}",
      headers: [{ name: "X", value: "{{who}}" }],
      saves: [{ variable: "who", path: "data.name" }],
    });
    expect(now.events.get("r")).toMatchObject({ content: "who" });
  });

  test("leaves the names of another flow's variables, but not those of a subflow in the same flow", () => {
    expect(block("here")).toMatchObject({ take: [{ variable: "who", to: "who" }], give: [{ to: "who", value: "1" }] });
    expect(block("there")).toMatchObject({
      take: [{ variable: "name", to: "who" }],
      give: [{ to: "name", value: "{{ who }}" }],
    });
  });

  test("changes translations, settings, looks and notes", () => {
    expect([...now.translations.values()]).toEqual(["{{ who }}?", "name"]);
    expect(now.settings.get("metadata.title")).toBe("For {{ who }}");
    expect(now.theme.get("visitor_avatar.url")).toBe("https://x.test/{{ who }}.png");
    expect(now.notes.get("s")?.["text"]).toBe("See {{ who }}");
  });

  test("touches nothing else", () => {
    for (const id of ["plain", "old"]) expect(now.blocks.get(id)).toBe(flat.blocks.get(id));
    expect(now.nodes).toBe(flat.nodes);
  });

  test("is not done to a name that is taken, empty or cannot be written, nor to one that is not there", () => {
    for (const name of ["other", "", "  ", " who", "a|b", "{x}"])
      expect(renameVariable(flat, "name", name)).toEqual([]);
    expect(renameVariable(flat, "gone", "who")).toEqual([]);
    expect(isFree(flat, "First name")).toBe(true);
  });
});

describe("where a variable is used", () => {
  test("is told by block and field, in their order, and beside the blocks", () => {
    const uses = usesOf(flat, "name").map(({ map, key, field }) => [map, key, field]);

    expect(uses).toContainEqual(["blocks", "ask", "question"]);
    expect(uses).toContainEqual(["events", "r", "content"]);
    expect(uses).toContainEqual(["theme", "visitor_avatar.url", undefined]);
    expect(uses.some(([, key]) => key === "plain" || key === "old")).toBe(false);
    expect(usesOf(flat, "other")).toEqual([{ map: "blocks", key: "keep", field: "variable" }]);
  });

  test("tells which variables some blocks use", () => {
    expect(variablesIn(flat, [flat.blocks.get("keep") ?? {}])).toEqual(["name", "other"]);
    expect(variablesIn(flat, [flat.blocks.get("plain") ?? {}])).toEqual([]);
  });
});
