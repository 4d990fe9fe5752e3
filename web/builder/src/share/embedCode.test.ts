import { expect, test } from "vitest";

import { codeFor } from "./embedCode.ts";

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
