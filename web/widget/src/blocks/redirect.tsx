/** Leads to another page, and leaves a link in case the browser does not let it. */
import { messageLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { hostOf, webAddress } from "../parts/address.ts";
import { Icon } from "../parts/Icon.tsx";
import { fill } from "../words/words.ts";
import type { Message } from "../protocol/wire.ts";

type RedirectMessage = Message & { url: string; new_tab?: boolean };

const View = ({ message }: { message: RedirectMessage }) => {
  const { base, words } = useChat();
  const address = webAddress(message.url, base);
  return address ? (
    <a class="option leave" href={address} target={message.new_tab ? "_blank" : undefined} rel="noopener">
      {fill(words.goTo, { host: hostOf(address) })}
      <Icon name="leave" size={18} />
    </a>
  ) : null;
};

messageLook<RedirectMessage>("redirect", {
  View,
  act: ({ url, new_tab: inNewTab }, { base }) => {
    const address = webAddress(url, base);
    if (!address) return;
    if (inNewTab) window.open(address, "_blank", "noopener");
    else location.assign(address);
  },
});
