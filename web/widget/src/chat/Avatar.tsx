/** The small round picture beside a speaker's words; the first letter of the name where there is no picture. */
import { useState } from "preact/hooks";
import { webAddress } from "../parts/address.ts";
import { useChat } from "./Chat.ts";

export const Avatar = ({ address, name }: { address: string | undefined; name: string }) => {
  const { base } = useChat();
  const [missing, setMissing] = useState("");
  const source = webAddress(address, base);
  const onError = (): void => {
    setMissing(source);
  };
  return (
    <span class="avatar" aria-hidden="true">
      {source && source !== missing ? (
        <img src={source} alt="" referrerpolicy="no-referrer" onError={onError} />
      ) : (
        /\S/u.exec(name)?.[0].toUpperCase()
      )}
    </span>
  );
};
