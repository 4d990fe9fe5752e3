/** The draft in the real chat widget, beside the canvas. */
import { useNavigate } from "@tanstack/react-router";
import { IconRefresh, IconX } from "@tabler/icons-react";
import { useState } from "react";

import type { FlowDetail } from "../api/types.ts";
import { Badge } from "../design/Badge.tsx";
import { Button } from "../design/Button.tsx";
import { useWords } from "../words/useWords.ts";
import { ChatFrame } from "./ChatFrame.tsx";
import css from "./PreviewPanel.module.css";

export const PreviewPanel = ({ flow, from }: { flow: FlowDetail; from?: string }) => {
  const { t } = useWords();
  const navigate = useNavigate({ from: "/flows/$flow/build" });
  const [round, setRound] = useState(0);
  return (
    <aside className={css.panel} aria-label={t("build.preview.title")}>
      <div className={css.head}>
        <h2 className={css.title}>{t("build.preview.title")}</h2>
        <Badge>{t("build.preview.draft")}</Badge>
        <span className={css.space} />
        <Button
          kind="ghost"
          bare
          title={t("build.preview.again")}
          icon={<IconRefresh size={16} stroke={1.5} aria-hidden />}
          onClick={() => {
            setRound(round + 1);
          }}
        >
          {t("build.preview.again")}
        </Button>
        <Button
          kind="ghost"
          bare
          title={t("actions.stopPreview")}
          icon={<IconX size={16} stroke={1.5} aria-hidden />}
          onClick={() => void navigate({ search: (rest) => ({ ...rest, preview: undefined, from: undefined }) })}
        >
          {t("actions.stopPreview")}
        </Button>
      </div>
      <ChatFrame key={`${flow.revision} ${round} ${from ?? ""}`} flow={flow} {...(from ? { from } : {})} />
      <p className={css.note}>{t("build.preview.note")}</p>
    </aside>
  );
};
