/** The looks of all block types in `blocks/`, which declare themselves when they are loaded. */
import type { Ask, Message } from "../protocol/wire.ts";
import { type AskLook, type MessageLook, asks, messages } from "./look.ts";

import.meta.glob("../blocks/*.tsx", { eager: true });

/** The look of a message; undefined for a type this widget has none for. */
export const lookOfMessage = (message: Message): MessageLook | undefined => messages.get(message.type);

/** The look of a question; a type this widget does not know is asked as plain words. */
export const lookOfAsk = (ask: Ask): AskLook => asks.get(ask.type) ?? { field: () => ({ input: {} }) };

export const isShown = (message: Message): boolean => lookOfMessage(message)?.View !== undefined;

export const pauseOf = (message: Message): number | undefined => lookOfMessage(message)?.pause?.(message);

export const isPolled = (ask: Ask): boolean => {
  const look = lookOfAsk(ask);
  return "View" in look && look.polled === true;
};
