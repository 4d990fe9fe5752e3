/** How a video is shown in the builder. */
import type { Video } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const video = look<Video>()({
  type: "video",
  words: { shows: "Show a video: {what}", plain: "Show a video" },
  summary: (block, { say }) => {
    const what = withVariables((block.url ?? "").replace(/^https?:\/\//, ""));
    return what.length > 0 ? say("shows", { what }) : say("plain");
  },
});
