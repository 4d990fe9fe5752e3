/** Says what went wrong, what was kept and what to do, in a page or a panel. */
import { IconCloudOff, IconLock, IconMapQuestion, IconRefresh, IconTool } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { ApiProblem } from "../api/client.ts";
import { useWords } from "../words/useWords.ts";
import { Button, ButtonLink } from "./Button.tsx";
import { State } from "./State.tsx";

export const Failure = ({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) => {
  const { t } = useWords();
  const { icon, title, fix, detail } = useReason(error);
  const missing = error instanceof ApiProblem && error.status === 404;
  return (
    <State
      icon={icon}
      title={title}
      tone={missing ? "quiet" : "error"}
      action={
        missing ? (
          <ButtonLink to="/flows">{t("actions.back")}</ButtonLink>
        ) : (
          retry && (
            <Button icon={<IconRefresh size={16} stroke={1.5} aria-hidden />} onClick={retry}>
              {t("actions.retry")}
            </Button>
          )
        )
      }
    >
      <p>{fix}</p>
      {detail && <p>{t("errors.detail", { detail })}</p>}
    </State>
  );
};

type Reason = { icon: ReactNode; title: string; fix: string; detail: string };

const useReason = (error: unknown): Reason => {
  const { t } = useWords();
  const big = { size: 24, stroke: 1.5, "aria-hidden": true };
  if (!(error instanceof ApiProblem))
    return {
      icon: <IconTool {...big} aria-hidden />,
      title: t("errors.crash"),
      fix: t("errors.crashFix"),
      detail: String(error),
    };
  if (error.status === 0)
    return {
      icon: <IconCloudOff {...big} aria-hidden />,
      title: t("errors.unreachable"),
      fix: t("errors.unreachableFix"),
      detail: "",
    };
  if (error.status === 404)
    return {
      icon: <IconMapQuestion {...big} aria-hidden />,
      title: t("errors.missing"),
      fix: t("errors.missingFix"),
      detail: "",
    };
  if (error.status === 403)
    return {
      icon: <IconLock {...big} aria-hidden />,
      title: t("errors.refused"),
      fix: error.fix,
      detail: error.detail,
    };
  return {
    icon: <IconTool {...big} aria-hidden />,
    title: t("errors.server"),
    fix: error.fix || t("errors.serverFix"),
    detail: error.detail,
  };
};
