/** All flows, the last edited first. */
import { useNavigate } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { IconAlertCircle, IconAlertTriangle, IconSortDescending } from "@tabler/icons-react";
import { useState } from "react";

import type { FlowSummary } from "../api/types.ts";
import { Dot } from "../design/Badge.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useRowKeys } from "../design/useRowKeys.ts";
import { useWords } from "../words/useWords.ts";
import { reasonOf } from "./attention.ts";
import css from "./FlowTable.module.css";
import { FlowTile } from "./FlowTile.tsx";

type Filter = "all" | "live" | "draft" | "attention";

const FILTERS: readonly Filter[] = ["all", "live", "draft", "attention"];

const FITS: Record<Filter, (flow: FlowSummary) => boolean> = {
  all: () => true,
  live: (flow) => flow.published !== null,
  draft: (flow) => flow.published === null,
  attention: (flow) => ![null, "quiet"].includes(reasonOf(flow)),
};

export const FlowTable = ({ flows }: { flows: readonly FlowSummary[] }) => {
  const { t, format } = useWords();
  const [filter, setFilter] = useState<Filter>("all");
  const onKeyDown = useRowKeys("a");
  const sorted = flows.toSorted((a, b) => time(b.updated) - time(a.updated));
  const shown = sorted.filter(FITS[filter]);
  return (
    <>
      <div className={css.filters}>
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === filter}
            className={css.filter}
            onClick={() => {
              setFilter(one);
            }}
          >
            {t(`flows.${one}`)}
            <span className={css.count}>{format.number(flows.filter(FITS[one]).length)}</span>
          </button>
        ))}
        <span className={css.sorted}>
          <IconSortDescending size={16} stroke={1.5} aria-hidden />
          {t("flows.sorted")}
        </span>
      </div>
      <table className={css.table}>
        <Head />
        <tbody onKeyDown={onKeyDown}>
          {shown.map((flow) => (
            <Row key={flow.id} flow={flow} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className={css.nothing}>{t("flows.nothing")}</p>}
      <footer className={css.foot}>{t("flows.total", { count: flows.length })}</footer>
    </>
  );
};

const Head = () => {
  const { t } = useWords();
  return (
    <thead>
      <tr>
        <th>{t("flows.column.flow")}</th>
        <th>{t("flows.column.status")}</th>
        <th className={css.number}>{t("flows.column.chats")}</th>
        <th className={`${css.number ?? ""} ${css.wide ?? ""}`}>{t("flows.column.finished")}</th>
        <th>{t("flows.column.problems")}</th>
        <th className={css.wide}>{t("flows.column.published")}</th>
      </tr>
    </thead>
  );
};

const Row = ({ flow }: { flow: FlowSummary }) => {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const { total, ended } = flow.conversations;
  return (
    <tr onClick={() => void navigate({ to: "/flows/$flow/build", params: { flow: flow.id } })}>
      <td>
        <span className={css.flow}>
          <FlowTile flow={flow} />
          <span className={css.names}>
            <Link
              to="/flows/$flow/build"
              params={{ flow: flow.id }}
              className={css.name}
              onClick={(event) => {
                event.stopPropagation();
              }}
            >
              {flow.name}
            </Link>
            <span className={css.slug}>/f/{flow.slug}</span>
          </span>
        </span>
      </td>
      <td>
        <span className={css.status}>
          {flow.published ? <Dot tone="success" /> : <Dot ring />}
          {flow.published ? t("flows.live") : t("flows.draft")}
        </span>
      </td>
      <td className={css.number}>{total > 0 ? format.number(total) : "–"}</td>
      <td className={`${css.number ?? ""} ${css.wide ?? ""}`}>{total > 0 ? format.percent(ended / total) : "–"}</td>
      <td>
        <ProblemsCell {...flow.problems} />
      </td>
      <td className={css.wide}>
        <PublishedCell flow={flow} />
      </td>
    </tr>
  );
};

const ProblemsCell = ({ errors, warnings }: { errors: number; warnings: number }) => {
  const { t } = useWords();
  if (errors > 0)
    return (
      <span className={`${css.problem ?? ""} ${css.error ?? ""}`}>
        <IconAlertCircle size={16} stroke={1.5} aria-hidden />
        {t("flows.errors", { count: errors })}
      </span>
    );
  if (warnings > 0)
    return (
      <span className={`${css.problem ?? ""} ${css.warning ?? ""}`}>
        <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
        {t("flows.warnings", { count: warnings })}
      </span>
    );
  return <span className={css.quiet}>{t("flows.none")}</span>;
};

const PublishedCell = ({ flow }: { flow: FlowSummary }) => {
  const { t, format } = useWords();
  const ago = t("flows.edited", { ago: format.ago(flow.updated) });
  if (!flow.published)
    return (
      <>
        {t("flows.notYet")}
        <span className={css.slug}>{ago}</span>
      </>
    );
  const { number, at } = flow.published;
  return (
    <>
      {format.day(at)}
      <span className={css.slug}>
        {flow.changed ? t("flows.changedSince", { number }) : t("flows.unchanged", { number })}
      </span>
    </>
  );
};

export const FlowTableSkeleton = () => {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("loading")}>
      <div className={css.filters} />
      <table className={css.table} aria-hidden>
        <Head />
        <tbody>
          {[150, 110, 180, 130].map((width) => (
            <tr key={width}>
              <td>
                <span className={css.flow}>
                  <Skeleton width={32} height={32} round={8} />
                  <Skeleton width={width} />
                </span>
              </td>
              <td>
                <Skeleton width={48} />
              </td>
              <td className={css.number} />
              <td className={`${css.number ?? ""} ${css.wide ?? ""}`} />
              <td>
                <Skeleton width={64} />
              </td>
              <td className={css.wide}>
                <Skeleton width={96} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const time = (moment: FlowSummary["updated"]): number => new Date(moment).getTime();
