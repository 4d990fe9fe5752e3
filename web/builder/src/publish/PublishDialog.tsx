/** Publishes a draft: shows what changes, says what stops it, asks for a note, and tells what came of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { countProblems } from "@dialogkit/flow";
import type { Problem } from "@dialogkit/flow";
import { useState } from "react";

import { ApiProblem } from "../api/client.ts";
import { flowQuery, flowsQuery, publishFlow, versionsQuery } from "../api/queries.ts";
import type { FlowDetail, Version } from "../api/types.ts";
import { Button, ButtonAnchor, ButtonLink } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { Field } from "../design/Field.tsx";
import { ProblemText } from "../shell/ProblemList.tsx";
import { useWords } from "../words/useWords.ts";
import { ChangesSince } from "./ChangesSince.tsx";
import css from "./PublishDialog.module.css";

export const PublishDialog = ({ flow, close }: { flow: FlowDetail; close: () => void }) => {
  const { t } = useWords();
  const versions = useQuery(versionsQuery(flow.id));
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: (note: string) => publishFlow(flow.id, note),
    onSuccess: () =>
      Promise.all(
        [flowQuery(flow.id), versionsQuery(flow.id), flowsQuery].map(({ queryKey }) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const newest = versions.data?.reduce((most, { number }) => Math.max(most, number), 0) ?? flow.published?.number ?? 0;
  const number = publish.data?.number ?? newest + 1;
  return (
    <Dialog close={close} size={520} title={t("publish.title", { number })}>
      {publish.data ? (
        <Done flow={flow} version={publish.data} close={close} />
      ) : (
        <Ask
          flow={flow}
          publish={(note) => {
            publish.mutate(note);
          }}
          busy={publish.isPending}
          error={publish.error}
        />
      )}
    </Dialog>
  );
};

type AskProps = { flow: FlowDetail; publish: (note: string) => void; busy: boolean; error: Error | null };

const Ask = ({ flow, publish, busy, error }: AskProps) => {
  const { t } = useWords();
  const [note, setNote] = useState("");
  const refused = error instanceof ApiProblem ? error.problems : [];
  const problems = refused.length > 0 ? refused : flow.problems;
  const { errors, warnings } = countProblems(problems);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        publish(note.trim());
      }}
    >
      <p className={css.lead}>
        {flow.published ? t("publish.next") : t("publish.first", { address: `${location.origin}/f/${flow.slug}` })}
      </p>
      {errors > 0 && <Blocked problems={problems.filter(({ severity }) => severity === "error")} />}
      {errors === 0 && <ChangesSince flow={flow} />}
      {errors === 0 && warnings > 0 && (
        <p className={css.warned}>
          <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
          {t("publish.warned", { count: warnings })}
        </p>
      )}
      {error && refused.length === 0 && (
        <div className={css.failed} role="alert">
          <strong>{t("publish.failed")}</strong>
          <p>
            {error.message} {t("publish.failedKept")}
          </p>
        </div>
      )}
      {errors === 0 && (
        <>
          <Field
            label={t("publish.note")}
            placeholder={t("publish.noteExample")}
            value={note}
            onChange={setNote}
            lines={2}
            autoFocus
          />
          <Button kind="primary" size="large" type="submit" disabled={busy}>
            {busy ? t("publish.doing") : t("publish.do")}
          </Button>
        </>
      )}
    </form>
  );
};

const Blocked = ({ problems }: { problems: readonly Problem[] }) => {
  const { t } = useWords();
  return (
    <div className={css.blocked} role="alert">
      <p className={css.blockedTitle}>
        <IconAlertCircle size={16} stroke={1.5} aria-hidden />
        {t("publish.blocked", { count: problems.length })}
      </p>
      <p className={css.lead}>{t("publish.blockedText")}</p>
      <ul className={css.problems}>
        {problems.map((problem, index) => (
          <li key={index} className={css.problem}>
            <ProblemText problem={problem} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const Done = ({ flow, version, close }: { flow: FlowDetail; version: Version; close: () => void }) => {
  const { t } = useWords();
  return (
    <div role="status">
      <p className={css.done}>
        <IconCircleCheck size={24} stroke={1.5} aria-hidden />
        {t("publish.done", { number: version.number })}
      </p>
      <p className={css.lead}>{t("publish.doneText")}</p>
      <div className={css.actions}>
        <ButtonAnchor kind="primary" href={`/f/${flow.slug}`} target="_blank" rel="noreferrer">
          {t("publish.open")}
        </ButtonAnchor>
        <ButtonLink to="/flows/$flow/share" params={{ flow: flow.id }} onClick={close}>
          {t("publish.share")}
        </ButtonLink>
      </div>
    </div>
  );
};
