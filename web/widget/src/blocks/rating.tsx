/** A score, as numbers or signs. The answered scale stays where it was, locked. */
import { useRef, useState } from "preact/hooks";
import { type AskProps, askLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import type { VisitorEntry } from "../conversation/view.ts";
import { Icon, isIcon } from "../parts/Icon.tsx";
import { SendButton } from "../parts/SendButton.tsx";
import { fill } from "../words/words.ts";
import type { Ask } from "../protocol/wire.ts";

type RatingAsk = Ask & {
  from?: number;
  to: number;
  style?: "numbers" | "icons";
  icon?: string;
  left?: string;
  right?: string;
  one_tap?: boolean;
};

const scaleOf = ({ from = 1, to }: RatingAsk): number[] =>
  Array.from({ length: Math.max(0, to - from) + 1 }, (_, at) => from + at);

/** The sign of the scale, one of ours or an emoji; "" for numbers. */
const iconOf = ({ style, icon = "" }: RatingAsk): string => {
  if (style !== "icons") return "";
  return isIcon(icon) || /\p{Extended_Pictographic}/u.test(icon) ? icon : "star";
};

type ScaleProps = {
  ask: RatingAsk;
  chosen: number;
  /** The place that Tab leads to. */
  place?: number;
  /** Absent where the scale is only shown. */
  onChoose?: (value: number, at: number) => void;
};

/** The marks from low to high; signs are filled up to the chosen one. */
const Scale = ({ ask, chosen, place, onChoose }: ScaleProps) => {
  const { words } = useChat();
  const icon = iconOf(ask);
  const Mark = onChoose ? "button" : "span";
  return (
    <>
      {scaleOf(ask).map((value, at) => {
        const isOn = icon ? value <= chosen : value === chosen;
        const role = onChoose && {
          type: "button",
          role: "radio",
          "aria-checked": value === chosen,
          "aria-label": icon ? fill(words.rating, { value, most: ask.to }) : undefined,
          tabIndex: at === place ? 0 : -1,
          onClick: () => {
            onChoose(value, at);
          },
        };
        return (
          <Mark key={value} {...(role as object)} class={`score${icon ? " sign" : ""}${isOn ? " on" : ""}`}>
            {isIcon(icon) ? <Icon name={icon} size={28} filled={isOn} /> : icon || value}
          </Mark>
        );
      })}
    </>
  );
};

/** Where numbers must break into two rows, those are of one length, give or take one. */
const layoutOf = (ask: RatingAsk) => {
  const { length } = scaleOf(ask);
  return {
    class: iconOf(ask) ? "scale signs" : "scale",
    style: { "--columns": length > 7 ? Math.ceil(length / 2) : length },
  };
};

const Ends = ({ ask: { left, right } }: { ask: RatingAsk }) =>
  left || right ? (
    <div class="ends" dir="auto">
      <span>{left}</span>
      <span>{right}</span>
    </div>
  ) : null;

/** How far an arrow goes from mark to mark; in a mirrored row the left one goes forwards. */
const stepOf = (key: string, row: HTMLElement): number => {
  const forwards = row.matches(":dir(rtl)") ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowDown" || key === forwards) return 1;
  return key.startsWith("Arrow") ? -1 : 0;
};

const View = ({ ask, initial, answer, aria }: AskProps<RatingAsk>) => {
  const scale = scaleOf(ask);
  const row = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(initial ? Number(initial) : NaN);
  const [place, setPlace] = useState(Math.max(0, scale.indexOf(chosen)));
  const isReady = scale.includes(chosen);
  const send = (value: number): void => {
    const text = String(value);
    answer({ type: "text", text }, text, text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = row.current && stepOf(event.key, row.current);
    if (!step) return;
    event.preventDefault();
    const next = (place + step + scale.length) % scale.length;
    setPlace(next);
    // One tap sends, so there the arrows only look around; else they choose, as radio buttons do.
    if (!ask.one_tap) setChosen(scale[next] ?? NaN);
    row.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <div class="rating">
      <div ref={row} {...layoutOf(ask)} role="radiogroup" {...aria} onKeyDown={onKeyDown}>
        <Scale
          ask={ask}
          chosen={chosen}
          place={place}
          onChoose={(value, at) => {
            setChosen(value);
            setPlace(at);
            if (ask.one_tap) send(value);
          }}
        />
      </div>
      <Ends ask={ask} />
      {!ask.one_tap && (
        <SendButton
          label={ask.button}
          disabled={!isReady}
          onClick={() => {
            if (isReady) send(chosen);
          }}
        />
      )}
    </div>
  );
};

const Answered = ({ ask, entry: { input, shown } }: { ask: RatingAsk; entry: VisitorEntry }) => {
  const { words } = useChat();
  const value = input?.type === "text" ? (input.text ?? "") : shown;
  return (
    <div class="rating answered" role="img" aria-label={`${words.you} ${fill(words.rating, { value, most: ask.to })}`}>
      <div {...layoutOf(ask)}>
        <Scale ask={ask} chosen={Number(value)} />
      </div>
      <Ends ask={ask} />
    </div>
  );
};

askLook<RatingAsk>("rating", { View, Answered });
