/** How a page within the chat is shown in the builder. */
import type { Embed } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const embed = look<Embed>()({
  type: "embed",
  words: { shows: "Show a page: {what}", plain: "Show a page" },
  summary: (block, { say }) => {
    const what = withVariables((block.url ?? "").replace(/^https?:\/\//, ""));
    return what.length > 0 ? say("shows", { what }) : say("plain");
  },
});
