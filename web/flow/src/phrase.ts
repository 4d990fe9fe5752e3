/**
 * One line that says what a block does, as parts that a page can draw: words, variables, emphasis, an arrow.
 *
 * Which words are used is the catalogue's business; here they are only put together.
 */

export type Part =
  | { type: "words"; text: string }
  | { type: "variable"; name: string }
  | { type: "strong"; text: string }
  | { type: "arrow" };

export type Phrase = readonly Part[];

const NAMES = /\{\{\s*(.*?)\s*\}\}/gs;
const SLOTS = /\{(\w+)\}|(→)/g;

/** Return `text` as words and the variables that stand in it between double braces. */
export const withVariables = (text: string): Phrase => {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(NAMES)) {
    if (match.index > from) parts.push({ type: "words", text: text.slice(from, match.index) });
    parts.push({ type: "variable", name: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ type: "words", text: text.slice(from) });
  return parts;
};

/** Fill the `{slots}` of a sentence of the catalogue; an arrow in it becomes a part of its own. */
export const compose = (sentence: string, slots: Record<string, Phrase | string | number> = {}): Phrase => {
  const parts: Part[] = [];
  let from = 0;
  for (const match of sentence.matchAll(SLOTS)) {
    if (match.index > from) parts.push({ type: "words", text: sentence.slice(from, match.index) });
    parts.push(...filled(match, slots));
    from = match.index + match[0].length;
  }
  if (from < sentence.length) parts.push({ type: "words", text: sentence.slice(from) });
  return merged(parts);
};

/** Return the phrase as plain text, for a label, a search or a screen reader. */
export const plain = (phrase: Phrase): string => phrase.map(partText).join("").replace(/\s+/g, " ").trim();

/** Return Markdown without its marks, on one line. */
export const withoutMarks = (markdown: string): string =>
  markdown
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)/g, "")
    .replace(/(^|\s)[*_](\S(?:[^*_]*\S)?)[*_](?=\s|[.,!?;:]|$)/g, "$1$2")
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+\.)\s+/gm, "")
    .replace(/\\([\\*_`[\]{}()#+\-.!])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();

/** Return a variable's name as words: `birth_date` and `birthDate` read "birth date". */
export const asWords = (name: string): string =>
  name
    .replace(/[_-]+/g, " ")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .trim()
    .toLocaleLowerCase();

const partText = (part: Part): string => {
  switch (part.type) {
    case "words":
    case "strong":
      return part.text;
    case "variable":
      return part.name;
    case "arrow":
      return "→";
  }
};

const filled = (match: RegExpExecArray, slots: Record<string, Phrase | string | number>): Phrase => {
  if (match[2]) return [{ type: "arrow" }];
  const value = slots[match[1] ?? ""];
  if (value === undefined) return [{ type: "words", text: match[0] }];
  return typeof value === "object" ? value : [{ type: "words", text: String(value) }];
};

const merged = (parts: Part[]): Phrase => {
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.type === "words" && last?.type === "words")
      out[out.length - 1] = { type: "words", text: last.text + part.text };
    else if (part.type !== "words" || part.text) out.push(part);
  }
  return out;
};
