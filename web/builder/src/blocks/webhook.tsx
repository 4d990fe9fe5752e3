/** How waiting for a webhook is shown in the builder. */
import type { Webhook } from "@dialogkit/flow";

import { look } from "./look.ts";
import { variableOf, withoutArrow } from "./question.ts";

export const webhook = look<Webhook>()({
  type: "webhook",
  words: { waits: "Wait for a webhook → {variable}" },
  summary: (block, { say }) => {
    const variable = variableOf(block.saves?.[0]?.variable);
    return withoutArrow(say("waits", { variable }), variable);
  },
});
