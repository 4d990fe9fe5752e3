/** How a pause is shown in the builder. */
import type { Wait } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const wait = look<Wait>()({
  type: "wait",
  words: { waits: "Wait {seconds} s" },
  summary: (block, { say }) => say("waits", { seconds: withVariables(String(block.seconds ?? 1)) }),
});
