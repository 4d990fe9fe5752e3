/** One of many, found by typing: the combobox pattern of the ARIA practices, with its list always in sight. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Aria } from "../chat/look.ts";
import { SearchField } from "./SearchField.tsx";
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
      <SearchField
        value={query}
        onChange={(value) => {
          setQuery(value);
          setActive(-1);
        }}
        placeholder={placeholder}
        found={found.length}
        more={{
          type: "text",
          role: "combobox",
          "aria-label": undefined,
          "aria-expanded": true,
          "aria-controls": "found",
          "aria-autocomplete": "list",
          "aria-activedescendant": found[active] ? `found-${active}` : undefined,
          ...aria,
          onKeyDown,
        }}
      />
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
    </div>
  );
};
