/** Keys, as they are written on a keyboard. */
import type { ReactNode } from "react";

import css from "./Kbd.module.css";

export const Kbd = ({ children }: { children: ReactNode }) => <kbd className={css.kbd}>{children}</kbd>;

/** Return a shortcut such as `mod+k` as the keys of this machine. */
export const keysOf = (shortcut: string): readonly string[] =>
  shortcut.split("+").map((key) => NAMES[key] ?? capital(key));

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = {
  mod: apple ? "⌘" : "Ctrl",
  shift: apple ? "⇧" : "Shift",
  plus: "+",
  minus: "−",
  escape: "Esc",
  enter: "Enter",
  tab: "Tab",
};

const capital = (key: string): string => (key.length === 1 ? key.toUpperCase() : key);
