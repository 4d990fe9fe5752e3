/** Where authors build their pages, and how each of those takes the chat; the steps are in the catalogue. */
import type { EmbedForm } from "./embedCode.ts";

type Guide = {
  form: EmbedForm;
  /** The code goes to the end of every page, and not where the chat shall stand. */
  atEnd?: boolean;
};

export const GUIDES = {
  html: { form: "tag" },
  wordpress: { form: "tag" },
  shopify: { form: "tag", atEnd: true },
  wix: { form: "tag", atEnd: true },
  webflow: { form: "tag", atEnd: true },
  squarespace: { form: "tag", atEnd: true },
  framer: { form: "tag", atEnd: true },
  tagManager: { form: "script", atEnd: true },
  notion: { form: "address" },
} as const satisfies Record<string, Guide>;

export type Site = keyof typeof GUIDES;

export const SITES = Object.keys(GUIDES) as Site[];

export const guideOf = (site: Site): Guide => GUIDES[site];
