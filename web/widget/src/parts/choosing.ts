/** How items are found by typing, and how many of them may be chosen. */
import { fill } from "../words/words.ts";
import type { Words } from "../words/words.ts";

export type Bounds = { min?: number; max?: number | null };

/** Limits in words; "" where there are none. */
export const boundsInWords = (
  { min, max }: Bounds,
  words: Words,
  format: (value: number) => string | number = (value) => value,
): string => {
  const values = { min: format(min ?? 0), max: format(max ?? 0) };
  if (max === undefined || max === null) return min ? fill(words.atLeast, values) : "";
  return fill(min === undefined || (min === 0 && max > 0) ? words.atMost : words.between, values);
};

/** Finds items by what is typed, case and accents aside. */
export const matches = (query: string, text: string): boolean => {
  const plain = (value: string): string => value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain(text).includes(plain(query.trim()));
};
