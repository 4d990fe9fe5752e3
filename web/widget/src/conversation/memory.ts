/**
 * Remembers which conversation a visitor is in, where the flow's author allows it.
 *
 * Nothing is written before the first answer; a browser that refuses storage is as good as one that forgets.
 */
import type { Flow, Session } from "../protocol/wire.ts";

export type Memory = { recall: () => Session | null; remember: (session: Session) => void; forget: () => void };

/** The memory of `flow`; one that never remembers when the flow does not resume. */
export const memoryOf = (flow: Flow, page: Window = window): Memory => {
  const resume = flow.settings?.resume;
  const key = `dialogkit:${flow.id}`;
  const store = (): Storage | null => {
    if (!resume?.enabled) return null;
    return resume.storage === "local" ? page.localStorage : page.sessionStorage;
  };
  const attempt = <T>(action: () => T): T | null => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  return {
    recall: () =>
      attempt(() => {
        const found = JSON.parse(store()?.getItem(key) ?? "null") as Session | null;
        return found?.conversation && found.token ? found : null;
      }),
    remember: (session) => {
      attempt(() => store()?.setItem(key, JSON.stringify(session)));
    },
    forget: () => {
      attempt(() => store()?.removeItem(key));
    },
  };
};
