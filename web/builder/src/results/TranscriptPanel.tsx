/** One conversation as it went, and what it answered. */
import { useQuery } from "@tanstack/react-query";
import { IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyboardEvent } from "react";

import { transcriptQuery } from "../api/queries.ts";
import type { ResultColumn, ResultRow } from "../api/types.ts";
import { Button } from "../design/Button.tsx";
import { Failure } from "../design/Failure.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useWords } from "../words/useWords.ts";
import { Answers } from "./Answers.tsx";
import { Status } from "./ResultsTable.tsx";
import css from "./TranscriptPanel.module.css";
import { TranscriptTurns } from "./TranscriptTurns.tsx";

type Props = {
  flow: string;
  conversation: string;
  row: ResultRow | undefined;
  title: string;
  columns: readonly ResultColumn[];
  previous: (() => void) | null;
  next: (() => void) | null;
  close: () => void;
};

type Tab = "transcript" | "answers";

export const TranscriptPanel = ({ flow, conversation, row, title, columns, previous, next, close }: Props) => {
  const { t } = useWords();
  const [tab, setTab] = useState<Tab>("transcript");
  const transcript = useQuery(transcriptQuery(flow, conversation));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
  };
  return (
    <aside className={css.panel} aria-label={t("results.transcript")} onKeyDown={onKeyDown}>
      <Head title={title} row={row} previous={previous} next={next} close={close} />
      {row && <Facts row={row} />}
      <div className={css.tabs} role="tablist">
        {(["transcript", "answers"] as const).map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === tab}
            className={css.tab}
            onClick={() => {
              setTab(one);
            }}
          >
            {t(`results.${one}`)}
          </button>
        ))}
      </div>
      <div className={css.body} role="tabpanel" tabIndex={0} aria-label={t(`results.${tab}`)}>
        {transcript.isPending && <Waiting />}
        {transcript.isError && <Failure error={transcript.error} retry={() => void transcript.refetch()} />}
        {transcript.data && tab === "transcript" && <TranscriptTurns flow={flow} transcript={transcript.data} />}
        {transcript.data && tab === "answers" && (
          <Answers columns={columns} values={transcript.data.variables ?? row?.values ?? {}} />
        )}
      </div>
    </aside>
  );
};

type HeadProps = Pick<Props, "title" | "row" | "previous" | "next" | "close">;

const Head = ({ title, row, previous, next, close }: HeadProps) => {
  const { t, format } = useWords();
  return (
    <div className={css.head}>
      <h2 className={css.title}>
        {title || (row ? t("results.from", { when: format.dayAndTime(row.started) }) : t("results.transcript"))}
      </h2>
      <Button
        kind="ghost"
        bare
        disabled={!previous}
        title={t("results.previous")}
        icon={<IconChevronUp size={16} stroke={1.5} aria-hidden />}
        onClick={() => previous?.()}
      >
        {t("results.previous")}
      </Button>
      <Button
        kind="ghost"
        bare
        disabled={!next}
        title={t("results.next")}
        icon={<IconChevronDown size={16} stroke={1.5} aria-hidden />}
        onClick={() => next?.()}
      >
        {t("results.next")}
      </Button>
      <Button
        kind="ghost"
        bare
        title={t("actions.close")}
        icon={<IconX size={16} stroke={1.5} aria-hidden />}
        onClick={close}
      >
        {t("actions.close")}
      </Button>
    </div>
  );
};

const Facts = ({ row }: { row: ResultRow }) => {
  const { t, format } = useWords();
  return (
    <dl className={css.facts}>
      <dt>{t("results.status")}</dt>
      <dd>
        <Status status={row.status} />
      </dd>
      <dt>{t("results.started")}</dt>
      <dd>{format.dayAndTime(row.started)}</dd>
      <dt>{t("results.version")}</dt>
      <dd>{format.number(row.version)}</dd>
    </dl>
  );
};

const Waiting = () => (
  <div className={css.waiting}>
    <Skeleton width="70%" height={32} round={12} />
    <Skeleton width="40%" height={32} round={12} />
    <Skeleton width="60%" height={32} round={12} />
  </div>
);
