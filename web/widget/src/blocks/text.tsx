/** Words the bot says. */
import { messageLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { Rich } from "../parts/Rich.tsx";
import type { TextMessage } from "../protocol/wire.ts";

const View = ({ message }: { message: TextMessage }) => {
  const { base } = useChat();
  return (
    <div class="bubble" dir="auto" id={`said-${message.id}`}>
      {message.rich?.length ? <Rich nodes={message.rich} base={base} /> : message.text}
    </div>
  );
};

messageLook<TextMessage>("text", { View });
