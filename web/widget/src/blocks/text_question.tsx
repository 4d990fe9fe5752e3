/** Words, in one line or several, with files beside them where the author allows it. */
import { askLook } from "../chat/look.ts";
import type { Ask } from "../protocol/wire.ts";

type TextAsk = Ask & {
  long?: boolean;
  max_length?: number;
  keyboard?: "text" | "decimal" | "numeric" | "tel" | "search" | "email" | "url";
  attachments?: boolean;
};

askLook<TextAsk>("text", {
  field: ({ long, max_length: maxLength, keyboard, attachments }) => ({
    input: { inputMode: keyboard },
    long,
    maxLength,
    attachments,
  }),
});
