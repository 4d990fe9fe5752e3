/** Up to three things that need a look, each with the way there. */
import { Link } from "@tanstack/react-router";
import { IconAlertCircle, IconAlertTriangle, IconHistory, IconShare } from "@tabler/icons-react";

import type { FlowSummary } from "../api/types.ts";
import { useWords } from "../words/useWords.ts";
import type { Attention } from "./attention.ts";
import { attentionOf } from "./attention.ts";
import css from "./NeedsALook.module.css";

export const NeedsALook = ({ flows }: { flows: readonly FlowSummary[] }) => {
  const { t } = useWords();
  const found = attentionOf(flows);
  if (found.length === 0) return null;
  return (
    <section className={css.notes} aria-label={t("flows.look.label")} data-many={found.length}>
      {found.map((one) => (
        <Note key={one.flow.id} one={one} />
      ))}
    </section>
  );
};

const Note = ({ one }: { one: Attention }) => {
  const { title, text, link, icon, to } = useNote(one);
  return (
    <div className={css.note}>
      {icon}
      <h2 className={css.title}>{title}</h2>
      <p className={css.text}>{text}</p>
      <Link to={to} params={{ flow: one.flow.id }} className={css.link}>
        {link}
      </Link>
    </div>
  );
};

const useNote = ({ flow, reason }: Attention) => {
  const { t } = useWords();
  const { name, problems, published } = flow;
  const size = { size: 16, stroke: 1.5, "aria-hidden": true };
  switch (reason) {
    case "errors":
      return {
        title: t("flows.look.errors", { name, count: problems.errors }),
        text: t("flows.look.errorsText", { count: problems.errors }),
        link: t("flows.look.errorsLink"),
        icon: <IconAlertCircle {...size} className={css.error} aria-hidden />,
        to: "/flows/$flow/build",
      } as const;
    case "changed":
      return {
        title: t("flows.look.changed", { name }),
        text: t("flows.look.changedText", { number: published?.number ?? 0 }),
        link: t("flows.look.changedLink"),
        icon: <IconHistory {...size} className={css.accent} aria-hidden />,
        to: "/flows/$flow/versions",
      } as const;
    case "warnings":
      return {
        title: t("flows.look.warnings", { name }),
        text: t("flows.look.warningsText", { count: problems.warnings }),
        link: t("flows.look.warningsLink"),
        icon: <IconAlertTriangle {...size} className={css.warning} aria-hidden />,
        to: "/flows/$flow/build",
      } as const;
    case "quiet":
      return {
        title: t("flows.look.quiet", { name }),
        text: t("flows.look.quietText"),
        link: t("flows.look.quietLink"),
        icon: <IconShare {...size} className={css.accent} aria-hidden />,
        to: "/flows/$flow/share",
      } as const;
  }
};
