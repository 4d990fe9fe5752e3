/** What stands in a cell of the table. */
import { asWords } from "@dialogkit/flow";

import type { ResultColumn } from "../api/types.ts";

export const EMPTY = "–";

/** Sensitive answers are not for glancing at: the table masks them. */
export const isMasked = (column: Pick<ResultColumn, "privacy">): boolean => column.privacy === "sensitive";

/** Return what a column is called: its variable, in words. */
export const columnLabel = (column: Pick<ResultColumn, "name">): string => {
  const words = asWords(column.name);
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
};

/** Return a value as text on one line. */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map(cellText).filter(Boolean).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
};
