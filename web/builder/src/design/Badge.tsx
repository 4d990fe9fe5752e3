/** A word on a tinted ground: the state of something. */
import type { ReactNode } from "react";

import css from "./Badge.module.css";

export type Tone = "neutral" | "success" | "warning" | "error" | "accent";

export const Badge = ({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`${css.badge ?? ""} ${css[tone] ?? ""}`}>{children}</span>
);

export const Dot = ({ tone = "neutral", ring = false }: { tone?: Tone; ring?: boolean }) => (
  <span aria-hidden className={`${css.dot ?? ""} ${css[tone] ?? ""} ${ring ? (css.ring ?? "") : ""}`} />
);
