/** An exit beside its handle: an answer as a pill, a path as words; what is offered only sometimes has an eye. */
import { IconEyeCheck } from "@tabler/icons-react";
import { plain } from "@dialogkit/flow";
import type { Exit } from "@dialogkit/flow";

import { useWords } from "../words/useWords.ts";
import { conditionPhrase } from "./condition.ts";
import css from "./ExitLabel.module.css";
import { PhraseText } from "./PhraseLine.tsx";

export const ExitLabel = ({ exit }: { exit: Exit }) => {
  const { t } = useWords();
  const condition = exit.when ? plain(conditionPhrase(exit.when, t)) : "";
  return (
    <>
      <span className={exit.kind === "answer" ? css.pill : css.path} data-conditional={condition !== "" || undefined}>
        <PhraseText phrase={exit.label} />
      </span>
      {condition && (
        <span className={css.condition} title={condition}>
          <IconEyeCheck size={14} stroke={1.5} aria-hidden />
          <span className={css.words}>{t("build.conditionalIf", { condition })}</span>
        </span>
      )}
    </>
  );
};
