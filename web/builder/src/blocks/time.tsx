/** How a question for a time is shown in the builder. */
import type { TimeQuestion } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const time = look<TimeQuestion>()({
  type: "time",
  words: { asks: "Ask “{question}” → {variable}", named: "Ask for a time → {variable}", plain: "Ask for a time" },
  summary: askedFor,
});
