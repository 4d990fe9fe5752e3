/** Makes an earlier version live again, after asking once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IconHistory } from "@tabler/icons-react";
import { useState } from "react";

import { flowQuery, flowsQuery, rollBack, versionsQuery } from "../api/queries.ts";
import { Button } from "../design/Button.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./RollBack.module.css";

export const RollBack = ({ flow, number }: { flow: string; number: number }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const roll = useMutation({
    mutationFn: () => rollBack(flow, number),
    onSuccess: () =>
      Promise.all(
        [flowQuery(flow), versionsQuery(flow), flowsQuery].map(({ queryKey }) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  if (!asking)
    return (
      <div className={css.bar}>
        <Button
          icon={<IconHistory size={16} stroke={1.5} aria-hidden />}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t("publish.versions.rollBack", { number })}
        </Button>
      </div>
    );
  return (
    <div className={css.bar} role="group" aria-label={t("publish.versions.rollBackSure", { number })}>
      <strong className={css.title}>{t("publish.versions.rollBackSure", { number })}</strong>
      <p className={css.text}>{t("publish.versions.rollBackText", { number })}</p>
      {roll.error && (
        <p role="alert" className={css.error}>
          {t("publish.versions.rollBackFailed", { detail: roll.error.message })}
        </p>
      )}
      <div className={css.actions}>
        <Button
          kind="primary"
          disabled={roll.isPending}
          onClick={() => {
            roll.mutate();
          }}
        >
          {roll.isPending ? t("publish.versions.rollingBack") : t("publish.versions.rollBack", { number })}
        </Button>
        <Button
          onClick={() => {
            setAsking(false);
          }}
        >
          {t("publish.versions.cancel")}
        </Button>
      </div>
    </div>
  );
};
