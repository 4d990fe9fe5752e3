/** How the event of any reply is shown in the builder. */
import type { Reply } from "@dialogkit/flow";

import { look } from "./look.ts";

export const reply = look<Reply>()({
  type: "reply",
  words: { any: "When someone answers anything" },
  summary: (_, { say }) => say("any"),
});
