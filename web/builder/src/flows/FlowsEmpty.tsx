/** The first run: what a flow is, and the two ways to get one. */
import { IconChevronRight, IconFileImport } from "@tabler/icons-react";

import { Button } from "../design/Button.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./FlowsEmpty.module.css";
import { FlowPicture } from "./FlowPicture.tsx";

export const FlowsEmpty = ({ pick, start }: { pick: () => void; start: () => void }) => {
  const { t } = useWords();
  return (
    <div className={css.empty}>
      <div>
        <h1 className={css.title}>{t("flows.empty.title")}</h1>
        <p className={css.text}>{t("flows.empty.text")}</p>
        <div className={css.go}>
          <Button kind="primary" size="large" onClick={start}>
            {t("flows.empty.start")}
          </Button>
          <span className={css.hint}>{t("flows.empty.startHint")}</span>
        </div>
        <button type="button" className={css.other} onClick={pick}>
          <IconFileImport size={20} stroke={1.5} aria-hidden />
          <span>
            <strong>{t("flows.empty.bring")}</strong>
            <span className={css.label}>{t("flows.empty.bringText")}</span>
          </span>
          <IconChevronRight size={16} stroke={1.5} className={css.more} aria-hidden />
        </button>
      </div>
      <FlowPicture />
    </div>
  );
};
