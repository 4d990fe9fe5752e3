/** Something is awaited that the visitor has no part in. */
import { askLook } from "../chat/look.ts";
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

askLook<Ask>("hook", { View, polled: true });
