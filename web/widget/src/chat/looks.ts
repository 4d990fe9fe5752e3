/** Finds the looks of all block types in `blocks/`. */
import type { Ask, Message } from "../protocol/wire.ts";
import type { AskLook, MessageLook } from "./look.ts";

const modules = import.meta.glob<readonly (MessageLook | AskLook)[]>("../blocks/*.tsx", {
  eager: true,
  import: "looks",
});

const messages = new Map<string, MessageLook>();
const asks = new Map<string, AskLook>();

for (const look of Object.values(modules).flat()) {
  if ("message" in look) messages.set(look.message, look);
  else asks.set(look.ask, look);
}

/** The look of a message; undefined for a type this widget has none for. */
export const lookOfMessage = (message: Message): MessageLook | undefined => messages.get(message.type);

/** The look of a question; a type this widget does not know is asked as plain words. */
export const lookOfAsk = (ask: Ask): AskLook => asks.get(ask.type) ?? { ask: ask.type, field: () => ({ input: {} }) };

export const isShown = (message: Message): boolean => lookOfMessage(message)?.View !== undefined;

export const pauseOf = (message: Message): number | undefined => lookOfMessage(message)?.pause?.(message);

export const isPolled = (ask: Ask): boolean => {
  const look = lookOfAsk(ask);
  return "View" in look && look.polled === true;
};
