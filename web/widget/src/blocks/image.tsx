/** A picture, with a link where the author set one. */
import { useState } from "preact/hooks";
import { messageLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { linkAddress, webAddress } from "../parts/address.ts";
import { Icon } from "../parts/Icon.tsx";
import type { Message } from "../protocol/wire.ts";

type ImageMessage = Message & { url: string; alt?: string; link?: string };

const View = ({ message }: { message: ImageMessage }) => {
  const { base, words } = useChat();
  const [isMissing, setMissing] = useState(false);
  const source = webAddress(message.url, base);
  const link = linkAddress(message.link, base);
  if (isMissing || !source) {
    return (
      <div class="bubble missing" dir="auto">
        <Icon name="picture" /> {message.alt ?? words.pictureMissing}
      </div>
    );
  }
  const picture = (
    <img
      src={source}
      alt={message.alt ?? ""}
      referrerpolicy="no-referrer"
      onError={() => {
        setMissing(true);
      }}
    />
  );
  return (
    <div class="media picture">
      {link ? (
        <a href={link} target="_blank" rel="noopener noreferrer" aria-label={message.alt ? undefined : link}>
          {picture}
        </a>
      ) : (
        picture
      )}
    </div>
  );
};

messageLook<ImageMessage>("image", { View });
