/** How a command that visitors can give is shown in the builder. */
import type { Command } from "@dialogkit/flow";

import { look } from "./look.ts";

export const command = look<Command>()({
  type: "command",
  words: { typed: "When the page says “{command}”", plain: "When the page gives a command" },
  summary: (block, { say }) => (block.command ? say("typed", { command: block.command }) : say("plain")),
});
