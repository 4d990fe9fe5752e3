/** How a question for a date is shown in the builder. */
import type { DateQuestion } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const date = look<DateQuestion>()({
  type: "date",
  words: { asks: "Ask “{question}” → {variable}", named: "Ask for a date → {variable}", plain: "Ask for a date" },
  summary: askedFor,
});
