/** A number. The server reads it; here it gets the right keyboard and a word about its limits. */
import { askLook } from "../chat/look.ts";
import { boundsInWords } from "../parts/choosing.ts";
import type { Ask } from "../protocol/wire.ts";

type NumberAsk = Ask & { min?: number; max?: number; step?: number; unit?: string };

askLook<NumberAsk>("number", {
  field: (ask, { words, locale }) => ({
    input: { inputMode: "decimal" },
    hint: boundsInWords(ask, words, (value) => value.toLocaleString(locale)),
    after: ask.unit,
  }),
});
