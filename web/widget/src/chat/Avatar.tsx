/** The small round picture beside a speaker's words; the first letter of the name where there is no picture. */
import { useState } from "preact/hooks";
import { webAddress } from "../parts/address.ts";
import { useChat } from "./Chat.ts";

const initialOf = (name: string): string => (/\S/u.exec(name)?.[0] ?? "").toLocaleUpperCase();

export const Avatar = ({ address, name }: { address: string | undefined; name: string }) => {
  const { base } = useChat();
  const [missing, setMissing] = useState("");
  const source = webAddress(address, base);
  return (
    <span class="avatar" aria-hidden="true">
      {source && source !== missing ? (
        <img
          src={source}
          alt=""
          referrerpolicy="no-referrer"
          onError={() => {
            setMissing(source);
          }}
        />
      ) : (
        initialOf(name)
      )}
    </span>
  );
};
