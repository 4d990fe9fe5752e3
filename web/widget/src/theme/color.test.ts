/** Colours are read as CSS means them, and repaired as little as needed. */
import { describe, expect, it } from "vitest";
import { BLACK, WHITE, contrast, readColor, readable, toCss } from "./color.ts";

describe("readColor", () => {
  it.each([
    ["#fff", "rgb(255,255,255)"],
    ["#8f3d17", "rgb(143,61,23)"],
    [" #00000080 ", "rgb(127,127,127)"],
    ["rgb(91, 91, 214)", "rgb(91,91,214)"],
    ["rgb(91 91 214 / 50%)", "rgb(173,173,235)"],
    ["rgba(0, 0, 0, 0.5)", "rgb(128,128,128)"],
    ["White", "rgb(255,255,255)"],
  ])("reads %s", (source, expected) => {
    const color = readColor(source);
    expect(color && toCss(color)).toBe(expected);
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
    expect(readable([28, 32, 36], WHITE, 4.5)).toEqual([28, 32, 36]);
  });

  it("darkens a pale colour on white until it can be read", () => {
    const repaired = readable([255, 210, 120], WHITE, 4.5);
    expect(contrast(repaired, WHITE)).toBeGreaterThanOrEqual(4.5);
    expect(repaired).not.toEqual(BLACK);
  });

  it("takes black or white where no colour stands out enough", () => {
    expect(readable([120, 120, 120], [128, 128, 128], 7)).toEqual(BLACK);
    expect(readable([120, 120, 120], [100, 100, 100], 7)).toEqual(WHITE);
  });
});
