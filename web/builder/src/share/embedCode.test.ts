import { expect, test } from "vitest";

import { codeAs, codeFor, KINDS } from "./embedCode.ts";

test("the code to paste names the flow, the kind and this server", () => {
  expect(codeFor("bubble", "https://chat.example", "book")).toBe(
    '<script async src="https://chat.example/embed.js" data-flow="book" data-kind="bubble"></script>',
  );
});

test("a popup opens by itself after a moment", () => {
  expect(codeFor("popup", "https://chat.example", "book")).toContain('data-open-after="4"');
});

test("nothing in a name can leave its attribute", () => {
  expect(codeFor("bubble", "https://chat.example", '"><script>')).toContain('data-flow="&quot;>&lt;script>"');
});

test("a script makes the same tag where attributes of a pasted one are dropped", () => {
  for (const kind of KINDS) {
    const where = { origin: "https://chat.example", slug: "book" };
    const script = codeAs("script", kind, where).replace("<script>", "").replace("</script>", "");
    const pasted = new DOMParser().parseFromString(codeFor(kind, where.origin, where.slug), "text/html");
    const made: Record<string, string> = {};
    const tag = { setAttribute: (name: string, value: string) => (made[name] = value) };
    const page = { createElement: () => tag, body: { appendChild: () => undefined } };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what the author pastes is what is tried
    new Function("document", script)(page);
    const wanted = pasted.querySelector("script");
    for (const [name, value] of Object.entries(made)) expect(wanted?.getAttribute(name)).toBe(value);
    expect(Object.keys(made).length).toBe((wanted?.attributes.length ?? 0) - 2);
  }
});

test("nothing in a name can end the script it stands in", () => {
  expect(
    codeAs("script", "bubble", { origin: "https://chat.example", slug: "</script>" }).split("</script>").length,
  ).toBe(2);
});

test("a page that takes only addresses gets the flow's own", () => {
  expect(codeAs("address", "popup", { origin: "https://chat.example", slug: "book" })).toBe(
    "https://chat.example/f/book",
  );
});
