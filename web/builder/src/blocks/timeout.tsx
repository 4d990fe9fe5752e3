/** How a limit of time for answers is shown in the builder. */
import type { Timeout } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";

const MINUTE = 60;

export const timeout = look<Timeout>()({
  type: "timeout",
  words: {
    next: "Give {time} for the next answer",
    all: "Give {time} for every answer",
    minutes: "{count} min",
    seconds: "{count} s",
  },
  summary: (block, { say }) => {
    const seconds = Number(block.seconds ?? 300);
    const whole = seconds >= MINUTE && seconds % MINUTE === 0;
    const time = Number.isNaN(seconds)
      ? withVariables(String(block.seconds))
      : say(whole ? "minutes" : "seconds", { count: whole ? seconds / MINUTE : seconds });
    return say(block.scope === "all" ? "all" : "next", { time });
  },
});
