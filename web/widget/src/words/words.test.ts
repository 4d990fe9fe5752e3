/** Every language says all that the widget says, with the same places to fill. */
import { describe, expect, it } from "vitest";
import { english } from "./english.ts";
import { type Words, fill, formatMegabytes, isRightToLeft, languageFor, nameOf, nearest } from "./words.ts";

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
    expect(["pt-PT", "ZH-Hant", "de-AT", "en-GB", "he"].map(languageFor)).toEqual(["pt", "zh", "de", undefined, "he"]);
  });
});

describe("nearest", () => {
  it.each([
    [["de"], "de"],
    [["de-AT"], "de"],
    [["pt"], "pt-BR"],
    [["PT-pt"], "pt-BR"],
    [["", "sv", "de", "en"], "de"],
    [["sv", ""], undefined],
  ])("among en, de and pt-BR, %j leads to %s", (wanted, found) => {
    expect(nearest(["en", "de", "pt-BR"], wanted)).toBe(found);
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

  it("writes sizes as the language does", () => {
    expect(formatMegabytes(5, "en")).toBe("5 MB");
    expect(formatMegabytes(1.5, "de")).toBe("1,5 MB");
  });

  it("calls languages and countries as their people do, and the unknown by its code", () => {
    expect(nameOf("de", "language", "de")).toBe("Deutsch");
    expect(nameOf("CH", "region", "fr")).toBe("Suisse");
    expect(nameOf("no-such-thing-at-all", "language", "en")).toBe("no-such-thing-at-all");
  });
});
