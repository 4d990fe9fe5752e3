/** How words that are said are shown in the builder. */
import type { Text } from "@dialogkit/flow";
import { withoutMarks, withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const text = look<Text>()({
  type: "text",
  words: { says: "Say “{text}”", empty: "Say nothing yet" },
  summary: (block, { say }) => {
    const words = withVariables(withoutMarks(block.text ?? ""));
    return words.length > 0 ? say("says", { text: words }) : say("empty");
  },
});
