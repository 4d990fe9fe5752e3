/**
 * The dock's field for everything that is answered in words. It stays in place while the bot talks, so that a phone's
 * keyboard does not come and go, and keeps what was typed meanwhile.
 */
import { useEffect, useState } from "preact/hooks";
import type { Question } from "../conversation/view.ts";
import { Fault } from "../parts/Fault.tsx";
import { FilePicker } from "../parts/FilePicker.tsx";
import { RoundButton } from "../parts/RoundButton.tsx";
import { SendButton } from "../parts/SendButton.tsx";
import { UploadList } from "../parts/UploadList.tsx";
import { useUploads } from "../parts/useUploads.ts";
import type { Input } from "../protocol/wire.ts";
import { fill } from "../words/words.ts";
import { useChat } from "./Chat.ts";
import type { Aria, Field } from "./look.ts";

type Props = {
  field: Field;
  question: Question;
  isBusy: boolean;
  answer: (input: Input, shown: string, draft?: string) => void;
  aria: Aria;
};

const hintOf = ({ hint, maxLength }: Field, value: string, left: string): string =>
  maxLength && value.length > maxLength * 0.8 ? fill(left, { count: maxLength - value.length }) : (hint ?? "");

export const FieldAsk = ({ field, question, isBusy, answer, aria }: Props) => {
  const { words } = useChat();
  const { ask, key, initial, refusal } = question;
  const [value, setValue] = useState(initial);
  const uploads = useUploads(ask.block, { multiple: true });
  useEffect(() => {
    if (initial) setValue(initial);
  }, [key]);
  const hint = hintOf(field, value, words.charactersLeft);
  const isReady = !isBusy && !uploads.isBusy && (value.trim() !== "" || uploads.values.length > 0);
  const send = (): void => {
    if (!isReady) return;
    const files = uploads.values;
    const names = uploads.items.map((item) => item.file.name);
    answer(
      { type: "text", text: value, ...(files.length && { files: [...files] }) },
      [value, ...names].filter(Boolean).join("\n"),
      value,
    );
    setValue("");
    uploads.clear();
  };
  const shared = {
    name: "answer",
    value,
    placeholder: ask.placeholder ?? words.answer,
    maxLength: field.maxLength,
    dir: "auto" as const,
    ...aria,
    ...(hint && { "aria-describedby": `${aria["aria-describedby"] ?? ""} hint` }),
    "aria-invalid": refusal !== "",
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setValue(currentTarget.value);
    },
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <UploadList uploads={uploads} />
      <div class="field">
        {field.attachments && (
          <FilePicker multiple onPick={uploads.add}>
            {(open) => <RoundButton icon="attach" label={words.attach} onClick={open} />}
          </FilePicker>
        )}
        {field.before && <span class="unit">{field.before}</span>}
        {field.long ? (
          <textarea
            {...shared}
            rows={2}
            enterkeyhint="send"
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              send();
            }}
          />
        ) : (
          <input type="text" autocomplete="off" {...field.input} {...shared} enterkeyhint="send" />
        )}
        {field.after && <span class="unit">{field.after}</span>}
        <SendButton square label={ask.button} disabled={!isReady} />
      </div>
      <Fault text={uploads.fault} />
      {hint && (
        <p class="hint" id="hint">
          {hint}
        </p>
      )}
    </form>
  );
};
