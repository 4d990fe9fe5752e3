/** A script for the page around the chat. The widget never runs it: the page may, on an event of the element. */
import { messageLook } from "../chat/look.ts";
import type { Message } from "../protocol/wire.ts";

type ScriptMessage = Message & { code: string; arguments?: unknown };

messageLook<ScriptMessage>("script", {
  act: ({ code, arguments: values }, { tell }) => {
    tell("script", { code, arguments: values });
  },
});
