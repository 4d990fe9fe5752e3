/** Files: chosen or dropped, uploaded with progress, then sent. */
import { useState } from "preact/hooks";
import { type Aria, type AskProps, askLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { Fault } from "../parts/Fault.tsx";
import { FilePicker } from "../parts/FilePicker.tsx";
import { Icon } from "../parts/Icon.tsx";
import { SendButton } from "../parts/SendButton.tsx";
import { UploadList } from "../parts/UploadList.tsx";
import { type FileLimits, kindsInWords, mostFiles } from "../parts/files.ts";
import { type Uploads, useUploads } from "../parts/useUploads.ts";
import { fill, formatMegabytes } from "../words/words.ts";
import type { Ask } from "../protocol/wire.ts";

type FileAsk = Ask & FileLimits;

const limitsInWords = (ask: FileAsk, { words, locale }: ReturnType<typeof useChat>): string => {
  const size = ask.max_mb ? fill(words.upTo, { size: formatMegabytes(ask.max_mb, locale) }) : "";
  return [kindsInWords(ask.accept), size].filter(Boolean).join(", ");
};

type DropProps = { ask: FileAsk; uploads: Uploads; aria: Aria };

const DropZone = ({ ask, uploads, aria }: DropProps) => {
  const chat = useChat();
  const [isOver, setOver] = useState(false);
  return (
    <div
      class={isOver ? "drop over-it" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        uploads.add(event.dataTransfer?.files ?? []);
      }}
    >
      <FilePicker multiple={mostFiles(ask) > 1} accept={ask.accept} onPick={uploads.add}>
        {(open) => (
          <button
            type="button"
            class="option"
            aria-describedby={Object.values(aria).filter(Boolean).join(" ")}
            onClick={open}
          >
            <Icon name="attach" />
            {mostFiles(ask) > 1 ? chat.words.attach : chat.words.chooseFile}
          </button>
        )}
      </FilePicker>
      <span>{chat.words.dropHere}</span>
      <span class="hint">{limitsInWords(ask, chat)}</span>
    </div>
  );
};

const View = ({ ask, answer, aria }: AskProps<FileAsk>) => {
  const uploads = useUploads(ask.block, ask);
  const isReady = uploads.values.length > 0 && !uploads.isBusy;
  return (
    <div class="files" role="group" {...aria}>
      {uploads.items.length < mostFiles(ask) && <DropZone ask={ask} uploads={uploads} aria={aria} />}
      <UploadList uploads={uploads} />
      <Fault text={uploads.fault} />
      {uploads.items.length > 0 && (
        <SendButton
          label={ask.button}
          disabled={!isReady}
          onClick={() => {
            const names = uploads.items.map((item) => item.file.name).join(", ");
            if (isReady) answer({ type: "files", files: [...uploads.values] }, names);
          }}
        />
      )}
    </div>
  );
};

askLook<FileAsk>("file", { View });
