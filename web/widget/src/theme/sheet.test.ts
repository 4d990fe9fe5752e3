/** A theme becomes custom properties and nothing else: an author's text never ends a declaration. */
import { describe, expect, it } from "vitest";
import type { Theme } from "../protocol/wire.ts";
import { ownProperties, sheetText } from "./sheet.ts";

const base = new URL("https://chat.example/");

const textOf = (theme: Theme): string => sheetText(theme, { scheme: "light", frame: "plain", base });

describe("ownProperties", () => {
  it("takes custom properties with plain values", () => {
    expect(ownProperties("--radius: 24px;\n/* why */ --corner: 0")).toEqual(["--radius:24px", "--corner:0"]);
  });

  it.each([
    "color: red",
    "--x: url(https://evil.example)",
    "--x: u\\72l(//evil)",
    "--x: image-set('a' 1x)",
    "} * { display: none",
    "--x: 1px } .ask { opacity: 0",
    "@import 'x'",
    "--x: </style>",
  ])("drops %s", (css) => {
    expect(ownProperties(css)).toEqual([]);
  });
});

describe("sheetText", () => {
  it("is one rule, whatever the theme holds", () => {
    const hostile = '";}*{display:none}';
    const text = textOf({
      font: hostile,
      accent: hostile,
      css: hostile,
      background: { type: "image", value: `https://x.example/${hostile}` },
    });
    expect(text.match(/[{}]/g)).toEqual(["{", "}"]);
    expect(text.split('"').length % 2).toBe(1);
  });

  it("keeps the repaired colours after an author's own properties", () => {
    const text = textOf({ css: "--bot-text: #ffffff" });
    expect(text.lastIndexOf("--bot-text:rgb(28,32,36)")).toBeGreaterThan(text.indexOf("--bot-text:#ffffff"));
  });

  it("bounds the corners", () => {
    expect(textOf({ buttons: { radius: 999 } })).toContain("--radius-option:40px");
  });

  it("takes no picture but one from the web", () => {
    expect(textOf({ background: { type: "image", value: "javascript:x" } })).not.toContain("--picture");
    expect(textOf({ background: { type: "image", value: "/api/v1/files/a.png" } })).toContain(
      '--picture:url("https://chat.example/api/v1/files/a.png")',
    );
  });
});
