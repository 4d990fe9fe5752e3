/** How a block of another platform that does nothing here is shown in the builder. */
import type { Placeholder } from "@dialogkit/flow";

import { look } from "./look.ts";

export const placeholder = look<Placeholder>()({
  type: "placeholder",
  words: { keeps: "{of} does nothing here yet", plain: "Does nothing here yet" },
  summary: (block, { say }) => (block.of ? say("keeps", { of: [{ type: "strong", text: block.of }] }) : say("plain")),
});
