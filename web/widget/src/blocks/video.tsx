/** A film: the browser's own player for a file; a sandboxed frame for others, asked for by a click. */
import { useState } from "preact/hooks";
import { messageLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { hostOf, sandboxFor, webAddress } from "../parts/address.ts";
import { Icon } from "../parts/Icon.tsx";
import { fill } from "../words/words.ts";
import type { Message } from "../protocol/wire.ts";

type VideoMessage = Message & {
  url: string;
  kind?: "file" | "youtube" | "vimeo" | "frame";
  title?: string;
  autoplay?: boolean;
  controls?: boolean;
  ratio?: string;
  height?: number;
};

/** The player starts at once, as it was asked for; the server has chosen its variant without cookies. */
const playerOf = (address: string, kind: VideoMessage["kind"]): string => {
  const player = new URL(address);
  if (kind !== "frame") player.search = "?autoplay=1&dnt=1";
  return player.href;
};

/** How the film's frame is shaped; the browser drops a ratio that is none. */
const shapeOf = ({ ratio, height }: VideoMessage) =>
  height ? { height: `${height}px` } : { aspectRatio: ratio?.replace(":", "/") || "16/9" };

const View = ({ message }: { message: VideoMessage }) => {
  const { base, words } = useChat();
  const [isPlaying, setPlaying] = useState(false);
  const address = webAddress(message.url, base);
  if (!address) return null;
  const title = message.title ?? words.playVideo;
  if ((message.kind ?? "file") === "file") {
    return (
      <div class="media film" style={shapeOf(message)}>
        <video
          src={address}
          controls={message.controls !== false || !message.autoplay}
          autoplay={message.autoplay}
          muted={message.autoplay}
          playsInline
          preload="metadata"
          aria-label={title}
        />
      </div>
    );
  }
  const player = playerOf(address, message.kind);
  return (
    <div class="media film" style={shapeOf(message)}>
      {isPlaying ? (
        <iframe
          src={player}
          title={title}
          sandbox={sandboxFor(player, location.origin, base)}
          allow="autoplay; fullscreen; picture-in-picture"
          referrerpolicy="strict-origin-when-cross-origin"
        />
      ) : (
        <button
          type="button"
          class="film-cover"
          onClick={() => {
            setPlaying(true);
          }}
        >
          <span class="film-play">
            <Icon name="play" size={26} filled />
          </span>
          <strong>{title}</strong>
          <small>{fill(words.loadsFrom, { host: hostOf(player) })}</small>
        </button>
      )}
    </div>
  );
};

messageLook<VideoMessage>("video", { View });
