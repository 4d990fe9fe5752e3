/** How a loop is shown in the builder. */
import type { Loop } from "@dialogkit/flow";

import { look } from "./look.ts";
import { variableOf } from "./question.ts";

export const loop = look<Loop>()({
  type: "loop",
  words: {
    each: "For each {item} of {list}",
    over: "For each of {list}",
    whilst: "Repeat while {condition}",
    plain: "Repeat",
  },
  summary: (block, { say, condition }) => {
    if (block.over) {
      const list = variableOf(block.over);
      return block.item ? say("each", { item: variableOf(block.item), list }) : say("over", { list });
    }
    return block.while ? say("whilst", { condition: condition(block.while) }) : say("plain");
  },
});
