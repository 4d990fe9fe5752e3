/** How a question for a number is shown in the builder. */
import type { NumberQuestion } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const number = look<NumberQuestion>()({
  type: "number",
  words: { asks: "Ask “{question}” → {variable}", named: "Ask for a number → {variable}", plain: "Ask for a number" },
  summary: askedFor,
});
