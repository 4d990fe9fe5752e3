/** How a script is shown in the builder. */
import type { Script } from "@dialogkit/flow";

import { look } from "./look.ts";
import { variableOf, withoutArrow } from "./question.ts";

export const script = look<Script>()({
  type: "script",
  words: {
    named: "Run {name} → {variable}",
    plain: "Run a script → {variable}",
    page: "Run {name} in the page → {variable}",
  },
  summary: (block, { say }) => {
    const variable = variableOf(block.variable);
    const name = block.name ?? "";
    return withoutArrow(
      name ? say(block.where === "page" ? "page" : "named", { name, variable }) : say("plain", { variable }),
      variable,
    );
  },
});
