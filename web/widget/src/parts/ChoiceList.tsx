/** Items to choose from, whatever they look like: a tap for one, boxes and a confirmation for several. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { AskProps } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import type { Ask } from "../protocol/wire.ts";
import { Icon } from "./Icon.tsx";
import { SearchField } from "./SearchField.tsx";
import { SendButton } from "./SendButton.tsx";
import { type Bounds, boundsInWords, matches } from "./choosing.ts";

export type Choosable = { id: string; label?: string; value?: string; description?: string };

export type ChoosingAsk<I extends Choosable = Choosable> = Ask &
  Bounds & { items: I[]; multiple?: boolean; searchable?: boolean; search_placeholder?: string };

export const labelOf = ({ label, value, id }: Choosable): string => label || value || id;

type Props<I extends Choosable> = AskProps<ChoosingAsk<I>> & {
  /** Classes of the list and of each item in it. */
  listClass: string;
  itemClass: string;
  face: (item: I) => ComponentChildren;
};

export const ChoiceList = <I extends Choosable>(props: Props<I>) => {
  const { ask, answer, aria, listClass, itemClass, face } = props;
  const { words } = useChat();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const least = Math.max(ask.optional ? 0 : 1, ask.min ?? 0);
  const isEnough = chosen.length >= least;
  const isFull = chosen.length >= (ask.max ?? Infinity);
  const shown = ask.items.filter(
    (item) => chosen.includes(item.id) || matches(query, `${labelOf(item)} ${item.description ?? ""}`),
  );
  const bounds = boundsInWords(ask, words);
  const send = (ids: readonly string[]): void => {
    const labels = ask.items.filter((item) => ids.includes(item.id)).map(labelOf);
    answer({ type: "choice", items: [...ids] }, labels.join(", "));
  };
  const toggle = (id: string): void => {
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  };
  return (
    <div class="many" role="group" {...aria}>
      {ask.searchable && (
        <SearchField value={query} onChange={setQuery} placeholder={ask.search_placeholder} found={shown.length} />
      )}
      <div class={listClass}>
        {shown.map((item) =>
          ask.multiple ? (
            <label key={item.id} class={`${itemClass} check`} dir="auto">
              <input
                type="checkbox"
                checked={chosen.includes(item.id)}
                disabled={isFull && !chosen.includes(item.id)}
                onChange={() => {
                  toggle(item.id);
                }}
              />
              <span class="box">
                <Icon name="check" size={16} />
              </span>
              {face(item)}
            </label>
          ) : (
            <button
              key={item.id}
              type="button"
              class={itemClass}
              dir="auto"
              onClick={() => {
                send([item.id]);
              }}
            >
              {face(item)}
            </button>
          ),
        )}
      </div>
      {ask.multiple && (
        <div class="confirming">
          <SendButton
            label={ask.button}
            disabled={!isEnough}
            onClick={() => {
              if (isEnough) send(chosen);
            }}
          />
          {bounds && <span class="hint">{bounds}</span>}
        </div>
      )}
    </div>
  );
};
