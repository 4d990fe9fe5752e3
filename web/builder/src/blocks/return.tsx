/** How returning is shown in the builder. */
import type { Return } from "@dialogkit/flow";

import { look } from "./look.ts";

export const returnBlock = look<Return>()({
  type: "return",
  words: { caller: "Return to where it came from", loop: "Go on with the next round" },
  summary: (block, { say }) => say(block.to ?? "caller"),
});
