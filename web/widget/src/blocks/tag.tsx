/**
 * A note for the page's own measuring. The widget loads no tracker and tells nobody: the page hears of it as an event
 * of the element, and passes it on if its visitor has agreed.
 */
import { messageLook } from "../chat/look.ts";
import type { Message } from "../protocol/wire.ts";

type TagMessage = Message & { provider: string; data?: unknown };

messageLook<TagMessage>("tag", {
  act: ({ provider, data }, { tell }) => {
    tell("tag", { provider, data });
  },
});
