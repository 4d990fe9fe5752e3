/** How a switch over a value is shown in the builder. */
import type { Exit, Switch } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

export const switchBlock = look<Switch>()({
  type: "switch",
  words: { on: "Branch on {value}", plain: "Branch on a value", otherwise: "Otherwise" },
  summary: (block, { say }) => (block.value ? say("on", { value: withVariables(block.value) }) : say("plain")),
  exits: (block, { say }) => [
    ...(block.cases ?? []).map((one): Exit => ({
      handle: one.id,
      label: withVariables(one.label || one.value || ""),
      kind: "path",
    })),
    { handle: "else", label: say("otherwise"), kind: "path" },
  ],
});
