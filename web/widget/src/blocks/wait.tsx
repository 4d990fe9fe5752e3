/** A pause: the bot takes its time before it goes on. */
import { messageLook, askLook } from "../chat/look.ts";
import { Dots } from "../parts/Dots.tsx";
import type { Ask, Message } from "../protocol/wire.ts";

type WaitMessage = Message & { seconds: number };

messageLook<WaitMessage>("wait", { pause: ({ seconds }) => Math.max(0, seconds) });

askLook<Ask>("wait", { View: () => <Dots />, polled: true });
