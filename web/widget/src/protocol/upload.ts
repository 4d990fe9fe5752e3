/** Sends one file and tells how far it has come; fetch cannot tell, so this is an XMLHttpRequest. */
import { Refused } from "./client.ts";
import type { FileValue, Problem, Session } from "./wire.ts";

export type Upload = { done: Promise<FileValue>; cancel: () => void };

/** What the server said; nothing where it could not be reached. */
const problemOf = (request: XMLHttpRequest): Problem => {
  try {
    return JSON.parse(request.responseText) as Problem;
  } catch {
    return {};
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
      else reject(new Refused(request.status, problemOf(request)));
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
