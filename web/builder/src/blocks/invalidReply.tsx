/** How the event of an answer that does not fit is shown in the builder. */
import type { InvalidReply } from "@dialogkit/flow";

import { look } from "./look.ts";

export const invalidReply = look<InvalidReply>()({
  type: "invalid_reply",
  words: { refused: "When an answer does not fit" },
  summary: (_, { say }) => say("refused"),
});
