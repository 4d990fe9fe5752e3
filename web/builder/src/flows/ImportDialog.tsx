/** Imports a file and says how faithfully it came over. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";

import { ApiProblem } from "../api/client.ts";
import { flowsQuery, importFile } from "../api/queries.ts";
import { Button, ButtonLink } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { Marked } from "../design/Marked.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useWords } from "../words/useWords.ts";
import { FidelityReport } from "./FidelityReport.tsx";
import css from "./ImportDialog.module.css";

type Props = { file: File; close: () => void; pick: () => void };

export const ImportDialog = ({ file, close, pick }: Props) => {
  const { t } = useWords();
  const client = useQueryClient();
  const imported = useQuery({
    queryKey: ["import", file.name, file.lastModified, file.size],
    queryFn: async () => {
      const done = await importFile(file);
      void client.invalidateQueries(flowsQuery);
      return done;
    },
    // A file is imported once, however often the dialog is drawn.
    staleTime: Infinity,
    retry: false,
    gcTime: 0,
  });
  const done = imported.data;
  return (
    <Dialog close={close} size={560} title={t("flows.import")}>
      {imported.isPending && <Reading name={file.name} />}
      {imported.isError && <Refused name={file.name} error={imported.error} pick={pick} />}
      {done && (
        <>
          <p className={css.headline} role="status">
            <IconCircleCheck size={20} stroke={1.5} className={css.good} aria-hidden />
            {t("flows.imported", { name: done.flow.name })}
          </p>
          <FidelityReport report={done.report} />
          <div className={css.actions}>
            <ButtonLink kind="primary" to="/flows/$flow/build" params={{ flow: done.flow.id }} focused>
              {t("flows.openFlow")}
            </ButtonLink>
            <Button onClick={close}>{t("actions.close")}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
};

const Reading = ({ name }: { name: string }) => {
  const { t } = useWords();
  return (
    <div className={css.reading} role="status">
      <p>{t("flows.importing", { name })}</p>
      <Skeleton width="80%" />
      <Skeleton width="60%" />
    </div>
  );
};

const Refused = ({ name, error, pick }: { name: string; error: Error; pick: () => void }) => {
  const { t } = useWords();
  const fix = error instanceof ApiProblem ? error.fix : "";
  return (
    <div role="alert">
      <p className={css.headline}>
        <IconAlertTriangle size={20} stroke={1.5} className={css.bad} aria-hidden />
        {t("flows.importFailed", { name })}
      </p>
      <p className={css.detail}>
        <Marked text={error.message} />
      </p>
      <p className={css.text}>
        {t("flows.importFailedFix")} <Marked text={fix} />
      </p>
      <div className={css.actions}>
        <Button onClick={pick}>{t("flows.chooseOther")}</Button>
      </div>
    </div>
  );
};
