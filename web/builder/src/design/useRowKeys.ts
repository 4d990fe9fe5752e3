/** Walks the rows of a table with J and K or the arrow keys. What takes the focus in a row is up to the table. */
import { useCallback } from "react";
import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** `stops` selects what takes the focus, one element a row. */
export const useRowKeys = (stops: string) =>
  useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const step = STEPS[event.key];
      const all = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)];
      const at = all.findIndex((one) => one === document.activeElement);
      if (step === undefined || at < 0) return;
      event.preventDefault();
      all[at + step]?.focus();
    },
    [stops],
  );
