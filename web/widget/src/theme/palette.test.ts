/** Whatever an author chooses, everything can be read: the law of the palette, over thousands of random themes. */
import { describe, expect, it } from "vitest";
import type { Paint, Theme } from "../protocol/wire.ts";
import { contrast } from "./color.ts";
import { type Palette, type Token, palette, schemeOf } from "./palette.ts";

/** [what is seen, what it lies on, the least contrast]. */
const PAIRS: readonly (readonly [Token, Token, number])[] = [
  ["text", "bg", 4.5],
  ["text-2", "bg", 4.5],
  ["bot-text", "bot", 4.5],
  ["you-text", "you", 4.5],
  ["option-text", "option", 4.5],
  ["option-text", "option-hover", 4.5],
  ["option-hint", "option", 4.5],
  ["option-line", "bg", 3],
  ["field-text", "field-bg", 4.5],
  ["field-hint", "field-bg", 4.5],
  ["field-line", "bg", 3],
  ["solid", "bg", 3],
  ["on-solid", "solid", 4.5],
  ["error-text", "bg", 4.5],
  ["avatar-text", "avatar", 4.5],
  ["head-text", "head", 4.5],
  ["head-text-2", "head", 4.5],
  ["progress", "bg", 3],
];

/** A small generator of its own, so that a failing theme comes back with its seed (mulberry32). */
const chance = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const randomTheme = (seed: number): Theme => {
  const next = chance(seed);
  const color = (): string => {
    if (next() < 0.25) return "";
    const digits = Math.floor(next() * 2 ** 24)
      .toString(16)
      .padStart(6, "0");
    return `#${digits}${next() < 0.2 ? "99" : ""}`;
  };
  const paint = (): Paint => ({ background: color(), color: color(), border: color() });
  return {
    accent: color(),
    background: { type: next() < 0.6 ? "color" : "none", value: color() },
    bot: paint(),
    visitor: paint(),
    buttons: paint(),
    inputs: paint(),
    progress: { color: color() },
  };
};

const faults = (colors: Palette): string[] =>
  PAIRS.filter(([seen, under, ratio]) => contrast(colors[seen], colors[under]) < ratio).map(
    ([seen, under]) => `${seen} on ${under}: ${contrast(colors[seen], colors[under]).toFixed(2)}`,
  );

describe("palette", () => {
  it("can be read in every one of 10,000 random themes", () => {
    const unreadable: string[] = [];
    for (let seed = 0; seed < 10_000; seed += 1) {
      const theme = randomTheme(seed);
      const found = faults(palette(theme, seed % 2 ? "dark" : "light", seed % 4 < 2 ? "plain" : "floating"));
      if (found.length > 0) unreadable.push(`theme ${seed}: ${found.join(", ")}`);
    }
    expect(unreadable).toEqual([]);
  });

  it("keeps an author's colours where they can be read", () => {
    const colors = palette(
      { accent: "#8f3d17", bot: { background: "#f1e7d8", color: "#3a2417" } },
      "light",
      "floating",
    );
    expect(colors.head).toEqual([143, 61, 23]);
    expect(colors.bot).toEqual([241, 231, 216]);
    expect(colors["bot-text"]).toEqual([58, 36, 23]);
  });

  it("makes a light theme dark without glowing", () => {
    const theme = { background: { type: "color" as const, value: "#fffdf9" }, bot: { background: "#f1e7d8" } };
    const colors = palette(theme, "dark");
    expect(Math.max(...colors.bg)).toBeLessThan(48);
    expect(Math.max(...colors.bot)).toBeLessThan(90);
  });
});

describe("schemeOf", () => {
  it("puts the author's choice before the page's and the system's", () => {
    expect(schemeOf({ scheme: "light" }, "dark", true)).toBe("light");
    expect(schemeOf({}, "light", true)).toBe("light");
    expect(schemeOf({}, null, true)).toBe("dark");
  });
});
