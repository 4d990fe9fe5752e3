/** Colours are read as CSS means them, and repaired as little as needed. */
import { describe, expect, it } from "vitest";
import { BLACK, WHITE, contrast, readColor, readable, toHex } from "./color.ts";

describe("readColor", () => {
  it.each([
    ["#fff", "#ffffff"],
    ["#8f3d17", "#8f3d17"],
    [" #00000080 ", "#7f7f7f"],
    ["rgb(91, 91, 214)", "#5b5bd6"],
    ["rgb(91 91 214 / 50%)", "#adadeb"],
    ["rgba(0, 0, 0, 0.5)", "#808080"],
    ["White", "#ffffff"],
  ])("reads %s", (source, expected) => {
    const color = readColor(source);
    expect(color && toHex(color)).toBe(expected);
  });

  it.each([
    "",
    "transparent",
    "#12",
    "url(x)",
    "var(--x)",
    "red;}",
    "hsl(1 2% 3%)",
    "__proto__",
    "#0000",
    "rgb(1,2,3,0)",
  ])("refuses %s", (source) => {
    expect(readColor(source)).toBeNull();
  });
});

describe("readable", () => {
  it("keeps a colour that can be read", () => {
    expect(readable([28, 32, 36], [WHITE], 4.5)).toEqual([28, 32, 36]);
  });

  it("darkens a pale colour on white until it can be read", () => {
    const repaired = readable([255, 210, 120], [WHITE], 4.5);
    expect(contrast(repaired, WHITE)).toBeGreaterThanOrEqual(4.5);
    expect(repaired).not.toEqual(BLACK);
  });

  it("takes black or white where no colour suits all surfaces", () => {
    expect([WHITE, BLACK]).toContain(readable([120, 120, 120], [WHITE, BLACK], 7));
  });
});
