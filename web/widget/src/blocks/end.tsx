/** The last word. */
import { messageLook } from "../chat/look.ts";
import type { Message } from "../protocol/wire.ts";

type EndMessage = Message & { text?: string };

const View = ({ message }: { message: EndMessage }) =>
  message.text ? (
    <div class="bubble" dir="auto">
      {message.text}
    </div>
  ) : null;

messageLook<EndMessage>("end", { View });
