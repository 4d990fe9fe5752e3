/** A phone number, with a word on how to write one from another country. */
import { askLook } from "../chat/look.ts";
import { fill, nameOf } from "../words/words.ts";
import type { Ask } from "../protocol/wire.ts";

type PhoneAsk = Ask & { country?: string };

askLook<PhoneAsk>("phone", {
  field: ({ country }, { words, locale }) => ({
    input: { type: "tel", autocomplete: "tel" },
    ...(country && { before: country, hint: fill(words.phoneHint, { country: nameOf(country, "region", locale) }) }),
  }),
});
