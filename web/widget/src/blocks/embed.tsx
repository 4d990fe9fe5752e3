/** A page within the chat, sandboxed; and the question that waits for its news. */
import { useEffect, useRef } from "preact/hooks";
import { type AskProps, messageLook, askLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { hostOf, sandboxFor, webAddress } from "../parts/address.ts";
import type { Ask, Message } from "../protocol/wire.ts";

type EmbedMessage = Message & { url: string; height?: number; title?: string; event?: string };
type EventAsk = Ask & { name: string; timeout?: number };

type News = { type?: unknown; data?: unknown };

/** Tells whether a page framed in this chat has said something, and not one that has taken its frame over. */
const isFrom = (frame: HTMLIFrameElement, { source, origin }: MessageEvent): boolean =>
  source === frame.contentWindow && (origin === "null" || origin === new URL(frame.src).origin);

const View = ({ message }: { message: EmbedMessage }) => {
  const { base } = useChat();
  const address = webAddress(message.url, base);
  return address ? (
    <div class="media embed" style={{ height: `${message.height ?? 320}px` }}>
      <iframe
        src={address}
        title={message.title ?? hostOf(address)}
        sandbox={sandboxFor(address, location.origin, base)}
        referrerpolicy="strict-origin-when-cross-origin"
      />
    </div>
  ) : null;
};

const WaitForNews = ({ ask, answer }: AskProps<EventAsk>) => {
  const { words } = useChat();
  const mark = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const listen = (event: MessageEvent): void => {
      const root = mark.current?.getRootNode() as ShadowRoot | undefined;
      const frames = [...(root?.querySelectorAll<HTMLIFrameElement>(".embed iframe") ?? [])];
      const news = event.data as News | null;
      if (news?.type !== ask.name || !frames.some((frame) => isFrom(frame, event))) return;
      answer({ type: "event", name: ask.name, data: news.data }, "");
    };
    addEventListener("message", listen);
    return () => {
      removeEventListener("message", listen);
    };
  }, [ask.name]);
  return (
    <p class="hint" ref={mark}>
      {words.finishAbove}
    </p>
  );
};

messageLook<EmbedMessage>("embed", { View });

askLook<EventAsk>("event", { View: WaitForNews, polled: true });
