/** How the end of a conversation is shown in the builder. */
import type { End } from "@dialogkit/flow";
import { withoutMarks, withVariables } from "@dialogkit/flow";

import { Bubble } from "../build/form/SampleParts.tsx";
import { look } from "./look.ts";

const Sample = ({ block }: { block: End }) => <Bubble text={block.text ?? ""} />;

export const end = look<End>()({
  type: "end",
  words: { says: "End with “{text}”", plain: "End the conversation" },
  summary: (block, { say }) => {
    const text = withVariables(withoutMarks(block.text ?? ""));
    return text.length > 0 ? say("says", { text }) : say("plain");
  },
  Sample,
});
