/** A day, a moment, or a span between two, with the browser's own calendar. */
import { useState } from "preact/hooks";
import { type AskProps, askLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { SendButton } from "../parts/SendButton.tsx";
import type { Ask } from "../protocol/wire.ts";

type DateAsk = Ask & {
  range?: boolean;
  with_time?: boolean;
  earliest?: string;
  latest?: string;
  from_label?: string;
  to_label?: string;
};

const fits = (ask: DateAsk, value: string | undefined): string | undefined =>
  value && (ask.with_time ? (value.includes("T") ? value : `${value}T00:00`) : value.slice(0, 10));

const View = ({ ask, initial, refusal, answer, aria }: AskProps<DateAsk>) => {
  const { words } = useChat();
  const [values, setValues] = useState(() => initial.split(/ to |\//));
  const [from = "", to = ""] = values;
  const complete = from !== "" && (!ask.range || to !== "");
  const send = (): void => {
    const text = ask.range ? `${from} to ${to}` : from;
    if (complete) answer({ type: "text", text }, text, text);
  };
  const input = (at: 0 | 1, label: string) => (
    <label class="when">
      <span class={ask.range ? "when-label" : "unseen"}>{label}</span>
      <input
        type={ask.with_time ? "datetime-local" : "date"}
        value={values[at] ?? ""}
        min={fits(ask, at === 1 && from ? from : ask.earliest)}
        max={fits(ask, ask.latest)}
        aria-describedby={aria["aria-describedby"]}
        aria-invalid={refusal !== ""}
        onInput={({ currentTarget: { value } }) => {
          setValues(at === 0 ? [value, to] : [from, value]);
        }}
      />
    </label>
  );
  return (
    <div
      class={ask.range ? "field range" : "field"}
      role="group"
      aria-labelledby={aria["aria-labelledby"]}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        send();
      }}
    >
      {input(0, ask.from_label ?? words.from)}
      {ask.range && input(1, ask.to_label ?? words.to)}
      <SendButton square label={ask.button} onClick={send} disabled={!complete} />
    </div>
  );
};

askLook<DateAsk>("date", { View, place: "dock" });
