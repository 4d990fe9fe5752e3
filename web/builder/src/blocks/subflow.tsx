/** How another flow within this one is shown in the builder. */
import type { Subflow } from "@dialogkit/flow";

import { look } from "./look.ts";

export const subflow = look<Subflow>()({
  type: "subflow",
  words: { holds: "Hold the flow {flow}", node: "Hold {node} and come back", plain: "Hold another flow" },
  summary: (block, { say, title }) => {
    if (block.flow) return say("holds", { flow: [{ type: "strong", text: block.flow }] });
    return block.node ? say("node", { node: [{ type: "strong", text: title(block.node) }] }) : say("plain");
  },
});
