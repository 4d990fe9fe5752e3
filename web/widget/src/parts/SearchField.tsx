/** Narrows a list by typing, and says how much of it is left. */
import type { InputHTMLAttributes } from "preact";
import { useChat } from "../chat/Chat.ts";
import { fill } from "../words/words.ts";
import { Icon } from "./Icon.tsx";

type Props = {
  value: string;
  onChange: (value: string) => void;
  placeholder: string | undefined;
  found: number;
  /** What a field that is more than a filter has besides. */
  more?: InputHTMLAttributes;
};

export const SearchField = ({ value, onChange, placeholder, found, more }: Props) => {
  const { words } = useChat();
  const label = placeholder ?? words.search;
  return (
    <>
      <div class="field search">
        <Icon name="search" />
        <input
          type="search"
          value={value}
          placeholder={label}
          aria-label={label}
          autocomplete="off"
          dir="auto"
          onInput={({ currentTarget }) => {
            onChange(currentTarget.value);
          }}
          {...more}
        />
      </div>
      <p class={found ? "unseen" : "hint"} role="status">
        {found ? value && fill(words.found, { count: found }) : words.noMatches}
      </p>
    </>
  );
};
