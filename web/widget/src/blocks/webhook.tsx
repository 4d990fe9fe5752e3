/** Something is awaited that the visitor has no part in. */
import { viewLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { Dots } from "../parts/Dots.tsx";
import type { Ask } from "../protocol/wire.ts";

const View = () => {
  const { words } = useChat();
  return (
    <div class="awaiting">
      <Dots />
      <p class="hint">{words.wait}</p>
    </div>
  );
};

export const looks = [viewLook<Ask>({ ask: "hook", View, polled: true })];
