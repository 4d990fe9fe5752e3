/** One of many, found by typing: the combobox pattern of the ARIA practices, with its list always in sight. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Aria } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { fill } from "../words/words.ts";
import { Icon } from "./Icon.tsx";
import { matches } from "./choosing.ts";

export type ComboboxItem = { id: string; label: string };

type Props = {
  items: readonly ComboboxItem[];
  placeholder: string | undefined;
  aria: Aria;
  onChoose: (item: ComboboxItem) => void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export const Combobox = ({ items, placeholder, aria, onChoose }: Props) => {
  const { words } = useChat();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const found = items.filter((item) => matches(query, item.label));
  useEffect(() => {
    list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const chosen = found[active] ?? (found.length === 1 ? found[0] : undefined);
    if (step)
      setActive((now) => Math.min(found.length - 1, Math.max(0, now < 0 && step < 0 ? found.length - 1 : now + step)));
    else if (event.key === "Enter" && chosen) onChoose(chosen);
    else if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="combobox">
      <div class="field search">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant={found[active] ? `found-${active}` : undefined}
          {...aria}
          autocomplete="off"
          dir="auto"
          placeholder={placeholder ?? words.search}
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul ref={list} id="found" role="listbox" aria-labelledby={aria["aria-labelledby"]} tabIndex={-1}>
        {found.map((item, at) => (
          <li
            key={item.id}
            id={`found-${at}`}
            role="option"
            aria-selected={at === active}
            class={at === active ? "active" : ""}
            dir="auto"
            onClick={() => {
              onChoose(item);
            }}
          >
            {item.label}
          </li>
        ))}
      </ul>
      <p class={found.length ? "unseen" : "hint"} role="status">
        {found.length ? query && fill(words.found, { count: found.length }) : words.noMatches}
      </p>
    </div>
  );
};
