/** The chosen files: a preview, how far each has come, and a way to take it back. */
import { useEffect, useRef } from "preact/hooks";
import { useChat } from "../chat/Chat.ts";
import { fill } from "../words/words.ts";
import { Icon } from "./Icon.tsx";
import { RoundButton } from "./RoundButton.tsx";
import type { Uploads } from "./useUploads.ts";

const WIDTH = 120;

/** Paints a picture on a canvas: an address made of the file would need a word in the page's CSP. */
const paint = async (canvas: HTMLCanvasElement, file: File): Promise<void> => {
  const bitmap = await createImageBitmap(file, { resizeWidth: WIDTH });
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
};

export const Preview = ({ file }: { file: File }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) void paint(canvas.current, file).catch(() => undefined);
  }, [file]);
  return file.type.startsWith("image/") ? (
    <canvas class="preview" ref={canvas} aria-hidden="true" />
  ) : (
    <span class="preview">
      <Icon name="attach" />
    </span>
  );
};

export const UploadList = ({ uploads }: { uploads: Uploads }) => {
  const { words } = useChat();
  if (uploads.items.length === 0) return null;
  return (
    <ul class="uploads">
      {uploads.items.map(({ key, file, share, value }) => (
        <li key={key}>
          <Preview file={file} />
          <span class="upload-words">
            <span dir="auto">{file.name}</span>
            {value ? (
              <Icon name="check" size={16} />
            ) : (
              <progress max={1} value={share} aria-label={fill(words.uploading, { name: file.name })} />
            )}
          </span>
          <RoundButton
            icon="close"
            label={fill(words.remove, { name: file.name })}
            onClick={() => {
              uploads.remove(key);
            }}
          />
        </li>
      ))}
    </ul>
  );
};
