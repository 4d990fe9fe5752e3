/** Ids for what an author adds: short, and never the same twice. They are handed to the edits, which make none. */

/** A source of ids. */
export type NewId = () => string;

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 12;

/** Return an id that nobody else has; it begins with a letter. */
export const randomId: NewId = () => {
  const numbers = crypto.getRandomValues(new Uint32Array(LENGTH));
  return Array.from(numbers, (number, at) => LETTERS[number % (at === 0 ? 26 : LETTERS.length)]).join("");
};
