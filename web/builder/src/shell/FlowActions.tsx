/** What can be done with the flow from any of its pages: see its problems, try it, publish it. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";

import type { FlowDetail } from "../api/types.ts";
import { Button } from "../design/Button.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./FlowActions.module.css";
import { ProblemList } from "./ProblemList.tsx";

const PublishDialog = lazy(async () => ({ default: (await import("../publish/PublishDialog.tsx")).PublishDialog }));

export const FlowActions = ({ flow }: { flow: FlowDetail }) => {
  const { t } = useWords();
  const [publishing, setPublishing] = useState(false);
  return (
    <>
      <ProblemList flow={flow} />
      <PreviewButton flow={flow.id} />
      <Button
        kind="primary"
        onClick={() => {
          setPublishing(true);
        }}
      >
        {t("actions.publish")}
      </Button>
      {publishing && (
        <Suspense>
          <PublishDialog
            flow={flow}
            close={() => {
              setPublishing(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
};

const PreviewButton = ({ flow }: { flow: string }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const { preview, ...rest } = useSearch({ strict: false });
  const go = (search: object) => void navigate({ to: "/flows/$flow/build", params: { flow }, search });
  if (preview)
    return (
      <Button
        kind="soft"
        icon={<IconPlayerStop size={16} stroke={1.5} aria-hidden />}
        onClick={() => {
          go({ block: rest.block, card: rest.card });
        }}
      >
        <span className={css.label}>{t("actions.stopPreview")}</span>
      </Button>
    );
  return (
    <Button
      icon={<IconPlayerPlay size={16} stroke={1.5} aria-hidden />}
      onClick={() => {
        go({ block: rest.block, card: rest.card, view: rest.view, preview: true });
      }}
    >
      <span className={css.label}>{t("actions.preview")}</span>
    </Button>
  );
};
