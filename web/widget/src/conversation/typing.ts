/** How long the bot seems to type before a message: as long as reading it deserves, within the author's limit. */
import { type Message, type TypingSettings, isText } from "../protocol/wire.ts";

const MEDIA_SECONDS = 0.5;
const SHORTEST = 0.35;

const SIGNS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;

/** Counts words; scripts without spaces are read about two signs to a word. */
export const countWords = (text: string): number => {
  const signs = text.match(SIGNS)?.length ?? 0;
  const words = text.replace(SIGNS, " ").match(/\S+/g)?.length ?? 0;
  return words + Math.ceil(signs / 2);
};

/** Seconds of typing before `message`. */
export const typingSeconds = (message: Message, typing: TypingSettings = {}, isFirst = false): number => {
  if (typing.enabled === false || (isFirst && typing.skip_first)) return 0;
  const most = typing.max_seconds ?? 3;
  if (!isText(message)) return Math.min(MEDIA_SECONDS, most);
  const minutes = countWords(message.text) / (typing.words_per_minute ?? 400);
  return Math.min(most, Math.max(SHORTEST, minutes * 60));
};
