/** Runs a command when its keys are pressed, unless someone is typing. */
import { useEffect } from "react";

import { isPressed, offered, useCommandStore } from "./commands.ts";

export const useShortcuts = (): void => {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  }, []);
};

const onKey = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || isUnderDialog()) return;
  const command = offered(useCommandStore.getState().sets).find(
    ({ keys }) => keys !== undefined && isPressed(keys, event),
  );
  if (!command || (isTyping(event.target) && !command.keys?.startsWith("mod+"))) return;
  event.preventDefault();
  command.run();
};

/** What a dialog covers takes no keys. */
const isUnderDialog = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
