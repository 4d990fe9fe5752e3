/** A small tile by which a flow is recognized in a list: its first letter, on a ground that stays the same. */
import type { FlowSummary } from "../api/types.ts";
import css from "./FlowTile.module.css";

const GROUNDS = ["cat-question", "cat-logic", "cat-integration", "cat-bubble", "cat-event"] as const;

export const FlowTile = ({ flow }: { flow: Pick<FlowSummary, "id" | "name"> }) => (
  <span aria-hidden className={`${css.tile ?? ""} ${GROUNDS[hash(flow.id) % GROUNDS.length] ?? ""}`}>
    {Array.from(flow.name.trim())[0]?.toLocaleUpperCase() ?? "?"}
  </span>
);

const hash = (text: string): number =>
  Array.from(text).reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0, 7);
