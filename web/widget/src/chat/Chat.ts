/** What every part of a chat may ask of it, handed down as Preact's context. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Conversation } from "../conversation/conversation.ts";
import type { Words } from "../words/words.ts";

export type Chat = {
  conversation: Conversation;
  words: Words;
  locale: string;
  /** The folder above the server's `api/`. */
  base: URL;
  /** Tells the page around the widget, as an event on the element. */
  tell: (name: string, detail: unknown) => void;
};

/** No part of a chat is ever shown outside of one, so nothing reads the empty one. */
export const ChatContext = createContext({} as Chat);

export const useChat = (): Chat => useContext(ChatContext);
