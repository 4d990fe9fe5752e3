/** The ways to begin anew: the same again, or in another language. Where answers would be lost, it asks first. */
import { useState } from "preact/hooks";
import type { View } from "../conversation/view.ts";
import { Icon } from "../parts/Icon.tsx";
import { nameOf } from "../words/words.ts";
import { useChat } from "./Chat.ts";

type Props = { view: View };

const hasAnswers = ({ entries, phase }: View): boolean =>
  phase !== "ended" && entries.some((entry) => entry.kind === "visitor");

const focus = (element: HTMLElement | null): void => element?.focus();

/** How to begin anew, and what asks whether to. The wish is a language, "" for the present one, null for none. */
const useRestart = (view: View) => {
  const { conversation, words } = useChat();
  const [wish, setWish] = useState<string | null>(null);
  const restart = (locale: string): void => {
    setWish(null);
    void conversation.restart(locale);
  };
  const ask = wish !== null && (
    <div class="asking" role="group" aria-label={words.startAgainAsk}>
      <p>{words.startAgainAsk}</p>
      <button
        type="button"
        class="confirm"
        ref={focus}
        onClick={() => {
          restart(wish);
        }}
      >
        {words.startAgain}
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          setWish(null);
        }}
      >
        {words.keepGoing}
      </button>
    </div>
  );
  const begin = (locale: string): void => {
    if (hasAnswers(view)) setWish(wish === null ? locale : null);
    else restart(locale);
  };
  return { ask, begin };
};

export const RestartButton = ({ view }: Props) => {
  const { words } = useChat();
  const { ask, begin } = useRestart(view);
  return (
    <>
      <button
        type="button"
        class="quiet again"
        aria-label={words.startAgain}
        aria-expanded={hasAnswers(view) ? !!ask : undefined}
        onClick={() => {
          begin("");
        }}
      >
        <Icon name="again" />
        <span>{words.startAgain}</span>
      </button>
      {ask}
    </>
  );
};

/** Chooses among the flow's languages; the browser's own list, laid over a button that fits the header. */
export const LanguageSwitch = ({ view }: Props) => {
  const { words } = useChat();
  const { ask, begin } = useRestart(view);
  const { locale = "", locales = [] } = view.flow;
  return locales.length > 1 ? (
    <>
      <label class="quiet again tongue">
        <Icon name="globe" />
        <span aria-hidden="true">{nameOf(locale, "language", locale)}</span>
        <select
          aria-label={words.language}
          value={locale}
          onChange={({ currentTarget }) => {
            begin(currentTarget.value);
          }}
        >
          {locales.map((one) => (
            <option key={one} value={one} lang={one}>
              {nameOf(one, "language", one)}
            </option>
          ))}
        </select>
      </label>
      {ask}
    </>
  ) : null;
};
