/** How the beginning of a conversation is shown in the builder. */
import type { Start } from "@dialogkit/flow";

import { look } from "./look.ts";

export const start = look<Start>()({
  type: "start",
  words: { begins: "Start when the chat opens" },
  summary: (_, { say }) => say("begins"),
});
