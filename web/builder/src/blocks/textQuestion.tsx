/** How a question for words is shown in the builder. */
import type { TextQuestion } from "@dialogkit/flow";
import { asWords } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor, variableOf } from "./question.ts";

export const textQuestion = look<TextQuestion>()({
  type: "text_question",
  words: {
    asks: "Ask “{question}” → {variable}",
    named: "Ask for {what} → {variable}",
    plain: "Ask for words",
  },
  summary: (block, tools) => {
    // What is asked for is best told by the variable's own name.
    const named = () =>
      tools.say("named", { what: asWords(block.variable ?? ""), variable: variableOf(block.variable) });
    return !block.question && block.variable ? named() : askedFor(block, tools);
  },
});
