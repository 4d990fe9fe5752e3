/** Which columns of the results are shown; the choice is remembered on this device, a flow at a time. */
import { useState } from "react";

import type { ResultColumn, ResultRow } from "../api/types.ts";
import { cellText } from "./cell.ts";

export type Density = "compact" | "regular" | "roomy";

export type Shape = { all: readonly ResultColumn[]; shown: readonly ResultColumn[]; toggle: (column: string) => void };

/** So many fit beside the fixed columns before any choice was made. */
const AT_FIRST = 6;

export const useColumns = (flow: string, all: readonly ResultColumn[], rows: readonly ResultRow[]): Shape => {
  const key = `dialogkit.columns.${flow}`;
  const [chosen, setChosen] = useState<readonly string[] | null>(() => remembered(key));
  const names = chosen ?? firstChoice(all, rows);
  const toggle = (column: string) => {
    const next = names.includes(column) ? names.filter((name) => name !== column) : [...names, column];
    localStorage.setItem(key, JSON.stringify(next));
    setChosen(next);
  };
  return { all, shown: all.filter((column) => names.includes(column.name)), toggle };
};

/** Columns somebody has answered come first, because a flow has variables that only count. */
const firstChoice = (all: readonly ResultColumn[], rows: readonly ResultRow[]): readonly string[] => {
  const answered = all.filter((column) => rows.some((row) => cellText(row.values[column.name]) !== ""));
  return (answered.length > 0 ? answered : all).slice(0, AT_FIRST).map((column) => column.name);
};

const remembered = (key: string): readonly string[] | null => {
  const kept = localStorage.getItem(key);
  try {
    const names: unknown = kept === null ? null : JSON.parse(kept);
    return Array.isArray(names) ? names.map(String) : null;
  } catch {
    return null;
  }
};
