/** What visitors answered: one row a conversation, and beside it the transcript of the one that is open. */
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconTable } from "@tabler/icons-react";
import { useState } from "react";

import { resultsQuery } from "../api/queries.ts";
import type { FlowDetail } from "../api/types.ts";
import { ButtonLink } from "../design/Button.tsx";
import { State } from "../design/State.tsx";
import { useFlow } from "../shell/useFlow.ts";
import { useWords } from "../words/useWords.ts";
import { cellText, columnLabel, isMasked } from "./cell.ts";
import css from "./ResultsPage.module.css";
import { ResultsBar } from "./ResultsBar.tsx";
import { ResultsTable } from "./ResultsTable.tsx";
import { TranscriptPanel } from "./TranscriptPanel.tsx";
import { useColumns } from "./useColumns.ts";
import type { Density } from "./useColumns.ts";

export const ResultsPage = () => {
  const flow = useFlow();
  const { row } = useSearch({ from: "/flows/$flow/results" });
  const navigate = useNavigate({ from: "/flows/$flow/results" });
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(resultsQuery(flow.id));
  const rows = data.pages.flatMap((page) => page.items);
  const columns = data.pages[0]?.columns ?? [];
  const shape = useColumns(flow.id, columns, rows);
  const [density, setDensity] = useState<Density>("regular");
  if (rows.length === 0) return <NoResults flow={flow} />;
  const open = (conversation: string | null) =>
    void navigate({ search: conversation ? { row: conversation } : {}, replace: row !== undefined });
  const at = rows.findIndex((one) => one.conversation === row);
  const step = (by: number) => {
    const next = rows[at + by];
    if (next) open(next.conversation);
  };
  return (
    <div className={css.page}>
      <div className={css.main}>
        <ResultsBar flow={flow.id} shape={shape} density={density} setDensity={setDensity} />
        <ResultsTable
          rows={rows}
          columns={shape.shown}
          density={density}
          openRow={row}
          open={open}
          more={hasNextPage ? () => void fetchNextPage() : null}
          loading={isFetchingNextPage}
        />
        <Foot many={rows.length} more={hasNextPage} masked={shape.shown.filter(isMasked).map(columnLabel)} />
      </div>
      {row && (
        <TranscriptPanel
          key={row}
          flow={flow.id}
          row={rows[at]}
          conversation={row}
          title={titleOf(rows[at]?.values, columns)}
          columns={columns}
          previous={
            at > 0
              ? () => {
                  step(-1);
                }
              : null
          }
          next={
            at >= 0 && at < rows.length - 1
              ? () => {
                  step(1);
                }
              : null
          }
          close={() => {
            open(null);
          }}
        />
      )}
    </div>
  );
};

/** A conversation is called by what its visitor is called, where that was asked. */
const titleOf = (
  values: Readonly<Record<string, unknown>> | undefined,
  columns: ReturnType<typeof useColumns>["all"],
): string => {
  const name = columns.find((column) => /^(first.?|full.?)?name$/i.test(column.name) && !isMasked(column));
  return name && values ? cellText(values[name.name]) : "";
};

const Foot = ({ many, more, masked }: { many: number; more: boolean; masked: readonly string[] }) => {
  const { t, format } = useWords();
  return (
    <footer className={css.foot}>
      <span>{more ? t("results.totalMore", { count: many }) : t("results.total", { count: many })}</span>
      {masked.length > 0 && (
        <span>{t("results.maskedNote", { count: masked.length, names: format.list(masked) })}</span>
      )}
    </footer>
  );
};

const NoResults = ({ flow }: { flow: FlowDetail }) => {
  const { t } = useWords();
  return (
    <State
      icon={<IconTable size={24} stroke={1.5} aria-hidden />}
      title={t("results.none")}
      action={
        <ButtonLink
          kind="primary"
          to={flow.published ? "/flows/$flow/share" : "/flows/$flow/build"}
          params={{ flow: flow.id }}
        >
          {flow.published ? t("results.share") : t("results.publishFirst")}
        </ButtonLink>
      }
    >
      <p>{t("results.noneText")}</p>
    </State>
  );
};
