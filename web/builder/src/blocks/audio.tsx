/** How a sound is shown in the builder. */
import type { Audio } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const audio = look<Audio>()({
  type: "audio",
  words: { shows: "Offer a sound: {what}", plain: "Offer a sound" },
  summary: (block, { say }) => {
    const what = withVariables((block.url ?? "").replace(/^https?:\/\//, ""));
    return what.length > 0 ? say("shows", { what }) : say("plain");
  },
});
