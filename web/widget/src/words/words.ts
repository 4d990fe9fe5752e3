/** The widget's own words in the visitor's language: English at hand, every other fetched when it is needed. */
import { english } from "./english.ts";

export type Words = Readonly<Record<keyof typeof english, string>>;

const RIGHT_TO_LEFT = /^(ar|fa|he|ur|ckb|dv|ps|sd|ug|yi)\b/i;

/** The languages of `locales/`. Portuguese is Brazil's, Chinese is written in its simplified signs. */
const TRANSLATED = /^(ar|de|es|fr|he|hi|it|nl|pt|zh)\b/i;

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

/** A size in megabytes as people write it. */
export const formatMegabytes = (value: number, locale: string): string =>
  value.toLocaleString(locale, { style: "unit", unit: "megabyte" });

/** A country or a language as people of `locale` call it; its code where nobody knows. */
export const nameOf = (code: string, type: "language" | "region", locale: string): string => {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
};

const languageOf = (locale: string): string | undefined => locale.toLowerCase().split("-")[0];

/** The first of `wanted` that is among `locales`, or is of the same language as one of those. */
export const nearest = (locales: readonly string[], wanted: readonly string[]): string | undefined => {
  const [found] = wanted.flatMap((wish) => [
    ...locales.filter((one) => one === wish),
    ...locales.filter((one) => wish && languageOf(one) === languageOf(wish)),
  ]);
  return found;
};
