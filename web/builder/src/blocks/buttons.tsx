/** How a question with buttons is shown in the builder. */
import type { Buttons } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor, variableOf, withoutArrow } from "./question.ts";

export const buttons = look<Buttons>()({
  type: "buttons",
  words: {
    asks: "Ask “{question}” → {variable}",
    named: "Ask to choose → {variable}",
    plain: "Ask to choose",
    list: "Ask to choose from {list} → {variable}",
  },
  summary: (block, tools) => {
    if (block.question || !block.from_list) return askedFor(block, tools);
    const variable = variableOf(block.variable);
    return withoutArrow(tools.say("list", { list: variableOf(block.from_list), variable }), variable);
  },
});
