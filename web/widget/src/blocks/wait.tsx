/** A pause: the bot takes its time before it goes on. */
import { messageLook, viewLook } from "../chat/look.ts";
import { Dots } from "../parts/Dots.tsx";
import type { Ask, Message } from "../protocol/wire.ts";

type WaitMessage = Message & { seconds: number };

const wait = messageLook<WaitMessage>({ message: "wait", pause: ({ seconds }) => Math.max(0, seconds) });

const waiting = viewLook<Ask>({ ask: "wait", View: () => <Dots />, polled: true });

export const looks = [wait, waiting];
