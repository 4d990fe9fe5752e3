/** How a question for an address is shown in the builder. */
import type { UrlQuestion } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const url = look<UrlQuestion>()({
  type: "url",
  words: { asks: "Ask “{question}” → {variable}", named: "Ask for a website → {variable}", plain: "Ask for a website" },
  summary: askedFor,
});
