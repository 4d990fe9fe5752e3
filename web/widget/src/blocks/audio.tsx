/** Sound, in the browser's own player. */
import { messageLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { webAddress } from "../parts/address.ts";
import type { Message } from "../protocol/wire.ts";

type AudioMessage = Message & { url: string; autoplay?: boolean };

const View = ({ message }: { message: AudioMessage }) => {
  const { base } = useChat();
  const address = webAddress(message.url, base);
  return address ? (
    <div class="bubble sound">
      <audio src={address} controls autoplay={message.autoplay} preload="metadata" />
    </div>
  ) : null;
};

messageLook<AudioMessage>("audio", { View });
