/** How a question for a phone number is shown in the builder. */
import type { PhoneQuestion } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const phone = look<PhoneQuestion>()({
  type: "phone",
  words: { asks: "Ask “{question}” → {variable}", named: "Ask for phone → {variable}", plain: "Ask for phone" },
  summary: askedFor,
});
