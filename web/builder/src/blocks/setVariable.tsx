/** How remembering something is shown in the builder. */
import type { SetVariable } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";
import { variableOf } from "./question.ts";

export const setVariable = look<SetVariable>()({
  type: "set_variable",
  words: {
    remembers: "Remember {variable}",
    set: "Remember {variable} as {value}",
    computed: "Compute {variable}",
    emptied: "Forget {variable}",
    plain: "Remember something",
  },
  summary: (block, { say }) => {
    if (!block.variable) return say("plain");
    const variable = variableOf(block.variable);
    const { value } = block;
    if (value?.type === "text" && value.text) return say("set", { variable, value: withVariables(value.text) });
    if (value?.type === "empty") return say("emptied", { variable });
    return say(value?.type === "code" ? "computed" : "remembers", { variable });
  },
});
