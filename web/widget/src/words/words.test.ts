/** Every language says all that the widget says, with the same places to fill. */
import { describe, expect, it } from "vitest";
import { english } from "./english.ts";
import { type Words, fill, formatUnit, isRightToLeft, languageFor } from "./words.ts";

const catalogues = import.meta.glob<Words>("./locales/*.ts", { eager: true, import: "words" });

const placesOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(Object.entries(catalogues))("%s", (path, words) => {
  it("says everything, and fills the same places", () => {
    expect(Object.keys(words)).toEqual(Object.keys(english));
    for (const [name, text] of Object.entries(words)) {
      expect([name, placesOf(text)]).toEqual([name, placesOf(english[name as keyof Words])]);
      expect(text).not.toBe("");
    }
  });

  it("is found by its name", () => {
    const name = /(\w+)\.ts$/.exec(path)?.[1] ?? "";
    expect(languageFor(name)).toBe(name);
  });
});

describe("languageFor", () => {
  it("takes a language for all its places", () => {
    expect(["pt-PT", "ZH-Hant", "de-AT", "en-GB", "he"].map(languageFor)).toEqual([
      "pt",
      "zh",
      "de",
      undefined,
      undefined,
    ]);
  });
});

describe("direction", () => {
  it("is from right to left for the scripts that run so", () => {
    expect(["ar-EG", "he", "fa", "ur", "en", "arn"].map(isRightToLeft)).toEqual([true, true, true, true, false, false]);
  });
});

describe("texts", () => {
  it("fills places and leaves unknown ones", () => {
    expect(fill("{a} of {b} {c}", { a: 1, b: "two" })).toBe("1 of two {c}");
  });

  it("writes sizes and days as the language does", () => {
    expect(formatUnit(5, "megabyte", "en")).toBe("5 MB");
    expect(formatUnit(1.5, "megabyte", "de")).toBe("1,5 MB");
    expect(formatUnit(1, "day", "en")).toBe("1 day");
    expect(formatUnit(90, "day", "fr")).toMatch(/^90\sjours$/);
  });
});
