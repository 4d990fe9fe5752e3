/** What stands in a page that has nothing to show: a heading, what it means, what to do. */
import type { ReactNode } from "react";

import css from "./State.module.css";

type Props = { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode; tone?: "quiet" | "error" };

export const State = ({ icon, title, children, action, tone = "quiet" }: Props) => (
  <section className={css.state} role={tone === "error" ? "alert" : undefined}>
    <span className={`${css.icon ?? ""} ${css[tone] ?? ""}`}>{icon}</span>
    <h2 className={css.title}>{title}</h2>
    <div className={css.text}>{children}</div>
    {action ? <div className={css.action}>{action}</div> : null}
  </section>
);
