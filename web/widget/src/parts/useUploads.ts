/** The files of one question on their way to the server: chosen, checked, sent with progress, kept or removed. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Chat, useChat } from "../chat/Chat.ts";
import type { FileValue } from "../protocol/wire.ts";
import type { Refused } from "../protocol/client.ts";
import { type Upload, upload } from "../protocol/upload.ts";
import { fill, formatMegabytes } from "../words/words.ts";
import { type FileLimits, isAccepted, mostBytes, mostFiles } from "./files.ts";

export type UploadItem = { key: number; file: File; share: number; value?: FileValue };

export type Uploads = {
  items: readonly UploadItem[];
  /** What is wrong with the last choice, in words. */
  fault: string;
  isBusy: boolean;
  values: readonly FileValue[];
  add: (files: Iterable<File>) => void;
  remove: (key: number) => void;
  clear: () => void;
};

/** Why a file cannot be taken, "" if it can. */
const faultOf = (file: File, limits: FileLimits, { words, locale, conversation }: Chat): string => {
  if (!isAccepted(file, limits.accept)) return fill(words.fileWrongType, { name: file.name });
  if (file.size <= mostBytes(limits)) return "";
  const own = conversation.view.flow.settings?.messages?.file_too_large;
  return own || fill(words.fileTooLarge, { name: file.name, size: formatMegabytes(limits.max_mb ?? 0, locale) });
};

const wordsFor = (error: Refused, name: string, { words, conversation }: Chat): string => {
  const own = error.status === 413 && conversation.view.flow.settings?.messages?.file_too_large;
  return own || error.problem.detail || fill(words.fileFailed, { name });
};

export const useUploads = (block: string, limits: FileLimits): Uploads => {
  const chat = useChat();
  const [items, setItems] = useState<readonly UploadItem[]>([]);
  const [fault, setFault] = useState("");
  const running = useRef(new Map<number, Upload>());
  const nextKey = useRef(0);
  const cancelAll = (): void => {
    for (const one of running.current.values()) one.cancel();
    running.current.clear();
  };
  useEffect(() => cancelAll, [block]);
  const change = (key: number, change: Partial<UploadItem>): void => {
    setItems((now) => now.map((item) => (item.key === key ? { ...item, ...change } : item)));
  };
  const drop = (key: number): void => {
    running.current.delete(key);
    setItems((now) => now.filter((item) => item.key !== key));
  };
  const send = (file: File): void => {
    const { session } = chat.conversation;
    if (!session) return;
    const key = (nextKey.current += 1);
    setItems((now) => [...now, { key, file, share: 0 }]);
    const one = upload(chat.base, session, file, block, (share) => {
      change(key, { share });
    });
    running.current.set(key, one);
    one.done.then(
      (value) => {
        change(key, { share: 1, value });
        running.current.delete(key);
      },
      (error: unknown) => {
        if (!running.current.has(key)) return;
        drop(key);
        setFault(wordsFor(error as Refused, file.name, chat));
      },
    );
  };
  return {
    items,
    fault,
    isBusy: items.some((item) => !item.value),
    values: items.flatMap((item) => item.value ?? []),
    add: (files) => {
      const chosen = [...files];
      const room = mostFiles(limits) - items.length;
      const faults = chosen.map((file) => faultOf(file, limits, chat));
      const fitting = chosen.filter((_, at) => !faults[at]);
      const tooMany = fitting.length > room ? fill(chat.words.fileTooMany, { max: mostFiles(limits) }) : "";
      setFault([...faults, tooMany].filter(Boolean).join(" "));
      fitting.slice(0, Math.max(0, room)).forEach(send);
    },
    remove: (key) => {
      const one = running.current.get(key);
      drop(key);
      one?.cancel();
    },
    clear: () => {
      cancelAll();
      setItems([]);
      setFault("");
    },
  };
};
