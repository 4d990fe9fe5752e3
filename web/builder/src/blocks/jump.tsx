/** How a jump is shown in the builder. */
import type { Jump } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const jump = look<Jump>()({
  type: "jump",
  words: { goes: "Go to {node}", visits: "Visit {node} and come back", plain: "Go elsewhere" },
  summary: (block, { say, title }) => {
    if (!block.node) return say("plain");
    const node = block.node.includes("{")
      ? withVariables(block.node)
      : ([{ type: "strong", text: title(block.node) }] as const);
    return say(block.call ? "visits" : "goes", { node });
  },
});
