/** Sends one file and tells how far it has come; fetch cannot tell, so this is an XMLHttpRequest. */
import type { FileValue, Problem, Session } from "./wire.ts";

/** The file did not arrive; the message is what the server said, "" where it said nothing. */
export class UploadFailed extends Error {
  constructor(
    detail: string,
    readonly isTooLarge: boolean,
  ) {
    super(detail);
  }
}

export type Upload = { done: Promise<FileValue>; cancel: () => void };

const detailOf = (request: XMLHttpRequest): string => {
  try {
    return (JSON.parse(request.responseText) as Problem).detail ?? "";
  } catch {
    return "";
  }
};

/** Starts sending `file` for the question `block` of a conversation. */
export const upload = (
  base: URL,
  session: Session,
  file: File,
  block: string,
  onProgress: (share: number) => void,
): Upload => {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("block", block);
  form.append("file", file, file.name);
  request.open("POST", new URL(`api/v1/conversations/${encodeURIComponent(session.conversation)}/uploads`, base).href);
  request.setRequestHeader("Authorization", `Bearer ${session.token}`);
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) onProgress(event.loaded / event.total);
  };
  const done = new Promise<FileValue>((resolve, reject) => {
    request.onloadend = () => {
      if (request.status > 0 && request.status < 300) resolve(JSON.parse(request.responseText) as FileValue);
      else reject(new UploadFailed(detailOf(request), request.status === 413));
    };
  });
  request.send(form);
  return {
    done,
    cancel: () => {
      request.abort();
    },
  };
};
