/** What an author pastes into a page, for each kind of embedding and each way a page takes code. */
export const KINDS = ["standard", "bubble", "popup"] as const;

export type EmbedKind = (typeof KINDS)[number];

/** How a page takes code: a tag, a script that makes the tag, or only an address. */
export type EmbedForm = "tag" | "script" | "address";

type Where = { origin: string; slug: string };

/** Attributes that a kind needs beside its name. */
const MORE: Record<EmbedKind, Readonly<Record<string, string>>> = {
  standard: { height: "640px" },
  bubble: {},
  popup: { "open-after": "4" },
};

/** Return the tag to paste for the flow with that slug. */
export const codeFor = (kind: EmbedKind, origin: string, slug: string): string => {
  const attributes = Object.entries(dataOf(kind, slug)).map(([name, value]) => `data-${name}="${escaped(value)}"`);
  return `<script async src="${escaped(origin)}/embed.js" ${attributes.join(" ")}></script>`;
};

/** Return what to paste where code is taken in that form. */
export const codeAs = (form: EmbedForm, kind: EmbedKind, { origin, slug }: Where): string => {
  switch (form) {
    case "tag":
      return codeFor(kind, origin, slug);
    case "address":
      return `${origin}/f/${slug}`;
    case "script":
      return ["<script>", ...made(kind, { origin, slug }), "</script>"].join("\n");
  }
};

const dataOf = (kind: EmbedKind, slug: string): Record<string, string> => ({ flow: slug, kind, ...MORE[kind] });

/**
 * Lines that make the tag: some pages drop the attributes of a tag that is pasted. They keep to old JavaScript, which is
 * all that some tag managers take, and leave no name behind, so that they can stand in a page twice.
 */
const made = (kind: EmbedKind, { origin, slug }: Where): string[] => [
  "(function () {",
  '  var tag = document.createElement("script");',
  `  tag.src = ${quoted(`${origin}/embed.js`)};`,
  ...Object.entries(dataOf(kind, slug)).map(
    ([name, value]) => `  tag.setAttribute(${quoted(`data-${name}`)}, ${quoted(value)});`,
  ),
  "  document.body.appendChild(tag);",
  "})();",
];

/** A string of JavaScript that cannot end the script it stands in. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll("<", "\\u003c");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
