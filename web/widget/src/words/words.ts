/** The widget's own words in the visitor's language: English at hand, every other fetched when it is needed. */
import { english } from "./english.ts";

export type Words = Readonly<Record<keyof typeof english, string>>;

const RIGHT_TO_LEFT = /^(ar|fa|he|ur|ckb|dv|ps|sd|ug|yi)\b/i;

/** The languages of `locales/`. Portuguese is Brazil's, Chinese is written in its simplified signs. */
const TRANSLATED = /^(ar|de|es|fr|hi|it|nl|pt|zh)\b/i;

export const isRightToLeft = (locale: string): boolean => RIGHT_TO_LEFT.test(locale);

/** The catalogue for `locale`; undefined for English and for what nobody has translated. */
export const languageFor = (locale: string): string | undefined => TRANSLATED.exec(locale)?.[0].toLowerCase();

/** The words for `locale`; English where there are none, and while they cannot be fetched. */
export const loadWords = async (locale: string): Promise<Words> => {
  const language = languageFor(locale);
  if (!language) return english;
  try {
    const address = import.meta.url.replace(/[^/]*$/, `words-${language}.js`);
    return ((await import(/* @vite-ignore */ address)) as { words: Words }).words;
  } catch {
    return english;
  }
};

/** Puts values in the places of a text: `fill("{a} of {b}", { a: 1, b: 2 })`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** A number of days or megabytes as people write it. */
export const formatUnit = (value: number, unit: "day" | "megabyte", locale: string): string =>
  value.toLocaleString(locale, { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short" });
