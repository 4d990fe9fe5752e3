/** How going to another page is shown in the builder. */
import type { Redirect } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const redirect = look<Redirect>()({
  type: "redirect",
  words: { shows: "Go to a page: {what}", plain: "Go to a page" },
  summary: (block, { say }) => {
    const what = withVariables((block.url ?? "").replace(/^https?:\/\//, ""));
    return what.length > 0 ? say("shows", { what }) : say("plain");
  },
});
