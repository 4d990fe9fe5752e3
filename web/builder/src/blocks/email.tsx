/** How a question for an e-mail address is shown in the builder. */
import type { EmailQuestion } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const email = look<EmailQuestion>()({
  type: "email",
  words: { asks: "Ask “{question}” → {variable}", named: "Ask for e-mail → {variable}", plain: "Ask for e-mail" },
  summary: askedFor,
});
