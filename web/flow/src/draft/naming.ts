/**
 * Names of variables in texts and code: `{{ name }}`, also with filters and within Liquid's tags, and what code hands to
 * `setVariable`. In flows of Typebot a name counts only as it stands between the braces, blanks and all.
 */

/** Return a function that writes `after` for `before` in a text; `known` are the flow's variables. */
export const renaming = (
  before: string,
  after: string,
  { dialect, known }: { dialect: string; known: { has: (name: string) => boolean } },
): ((text: string) => string) => {
  const inBraces = dialect.startsWith("typebot")
    ? (text: string) => text.replaceAll(`{{${before}}}`, () => `{{${after}}}`)
    : (text: string) => (declares(text, before) ? text : text.replace(OUTPUT_OR_TAG, rename(before, after, known)));
  return (text) => {
    const named = text.includes("{") ? inBraces(text) : text;
    return named.includes("setVariable") ? inCalls(named, before, after) : named;
  };
};

const OUTPUT_OR_TAG = /\{\{[^{}]*\}\}|\{%.*?%\}/gs;
const OUTPUT = /^(\{\{-?\s*)((?:"[^"]*"|'[^']*'|[^|"'])*?)(\s*)(\|[^]*)?(-?\}\})$/;
const TAG = /^(\{%-?\s*\w*)([^]*)$/;
const TOKEN = /"[^"]*"|'[^']*'|[\u0080-\uFFFFa-zA-Z_][\u0080-\uFFFF\w-]*|[^]/g;
const IDENTIFIER = /^[\u0080-\uFFFFa-zA-Z_][\u0080-\uFFFF\w-]*$/;
const CALL = /(\bsetVariable\(\s*)("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`)/g;

const rename =
  (before: string, after: string, known: { has: (name: string) => boolean }) =>
  (found: string): string => {
    if (found.startsWith("{%"))
      return found.replace(TAG, (_, head: string, rest: string) => head + inExpression(rest, before, after));
    return found.replace(
      OUTPUT,
      (_, open: string, head: string, gap: string, filters: string | undefined, end: string) =>
        open +
        inHead(head, before, after, known) +
        gap +
        (filters === undefined ? "" : inExpression(filters, before, after)) +
        end,
    );
  };

/** A variable's exact name wins over what Liquid would read in it, and words with blanks are a name as a whole. */
const inHead = (head: string, before: string, after: string, known: { has: (name: string) => boolean }): string => {
  if (head === before) return after;
  return known.has(head) || !/[.[\]"']/.test(head) ? head : inExpression(head, before, after);
};

/** A text that gives the name to something of its own does not mean the variable. */
const declares = (text: string, name: string): boolean =>
  [...text.matchAll(/\{%-?\s*(?:for|tablerow|assign|capture|increment|decrement)\s+([^\s=%]+)/g)].some(
    ([, own]) => own === name,
  );

/** Rewrite the names in a Liquid expression, but neither texts nor properties, filters and names of arguments. */
const inExpression = (source: string, before: string, after: string): string => {
  const tokens = source.match(TOKEN) ?? [];
  return tokens
    .map((token, at) => {
      const last = tokens.findLastIndex((one, index) => index < at && one.trim() !== "");
      const next = tokens.find((one, index) => index > at && one.trim() !== "");
      if (token === before && IDENTIFIER.test(token))
        return tokens[last] === "." || tokens[last] === "|" || next === ":" ? token : written(after);
      const isRoot = tokens[last] === "[" && next === "]" && !/[\w\].-]$/.test(tokens[last - 1] ?? "");
      return isRoot && /^["']/.test(token) && token.slice(1, -1) === before ? quoted(after, token.charAt(0)) : token;
    })
    .join("");
};

/** Liquid reads a name that is no word of its own in brackets. */
const written = (name: string): string => (IDENTIFIER.test(name) ? name : `[${quoted(name, '"')}]`);

const quoted = (name: string, quote: string): string => {
  const own = name.includes(quote) ? (quote === '"' ? "'" : '"') : quote;
  return own + name + own;
};

const inCalls = (code: string, before: string, after: string): string =>
  code.replace(CALL, (found: string, head: string, literal: string) => {
    const quote = literal.charAt(0);
    if (unescaped(literal.slice(1, -1)) !== before) return found;
    const escaped = after
      .replace(/[\\\n$]/g, (one) => (one === "\n" ? "\\n" : `\\${one}`))
      .replaceAll(quote, `\\${quote}`);
    return head + quote + escaped + quote;
  });

const unescaped = (text: string): string => text.replace(/\\(.)/gs, (_, one: string) => (one === "n" ? "\n" : one));
