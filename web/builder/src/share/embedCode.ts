/** What an author pastes into a page, for each kind of embedding. */
export const KINDS = ["standard", "bubble", "popup"] as const;

export type EmbedKind = (typeof KINDS)[number];

/** Attributes that a kind needs beside its name. */
const MORE: Record<EmbedKind, readonly string[]> = {
  standard: ['data-height="640px"'],
  bubble: [],
  popup: ['data-open-after="4"'],
};

/** Return the code to paste for the flow with that slug. */
export const codeFor = (kind: EmbedKind, origin: string, slug: string): string => {
  const attributes = [
    `src="${escaped(origin)}/embed.js"`,
    `data-flow="${escaped(slug)}"`,
    `data-kind="${kind}"`,
    ...MORE[kind],
  ];
  return `<script async ${attributes.join(" ")}></script>`;
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
