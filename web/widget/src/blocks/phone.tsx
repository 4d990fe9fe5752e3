/** A phone number, with a word on how to write one from another country. */
import { askLook } from "../chat/look.ts";
import { fill } from "../words/words.ts";
import type { Ask } from "../protocol/wire.ts";

type PhoneAsk = Ask & { country?: string };

const nameOf = (country: string, locale: string): string => {
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
  } catch {
    return country;
  }
};

askLook<PhoneAsk>("phone", {
  field: ({ country }, { words, locale }) => ({
    input: { type: "tel", autocomplete: "tel" },
    ...(country && { before: country, hint: fill(words.phoneHint, { country: nameOf(country, locale) }) }),
  }),
});
