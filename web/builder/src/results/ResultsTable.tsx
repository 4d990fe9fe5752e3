/** The table: a head that stays, rows that are walked with the arrow keys or J and K, and opened with Enter. */
import type { ConversationStatus, ResultColumn, ResultRow } from "../api/types.ts";
import { Dot } from "../design/Badge.tsx";
import type { Tone } from "../design/Badge.tsx";
import { Button } from "../design/Button.tsx";
import { useRowKeys } from "../design/useRowKeys.ts";
import { useWords } from "../words/useWords.ts";
import { cellText, columnLabel, EMPTY, isMasked } from "./cell.ts";
import css from "./ResultsTable.module.css";
import type { Density } from "./useColumns.ts";

type Props = {
  rows: readonly ResultRow[];
  columns: readonly ResultColumn[];
  density: Density;
  openRow: string | undefined;
  open: (conversation: string) => void;
  more: (() => void) | null;
  loading: boolean;
};

export const ResultsTable = ({ rows, columns, density, openRow, open, more, loading }: Props) => {
  const { t } = useWords();
  const onKeyDown = useRowKeys("tr");
  return (
    <div className={css.scroll}>
      <table className={css.table} data-density={density}>
        <thead>
          <tr>
            <th className={css.time}>{t("results.started")}</th>
            {columns.map((column) => (
              <th key={column.name} data-number={column.type === "number" || undefined}>
                {columnLabel(column)}
              </th>
            ))}
            <th>{t("results.status")}</th>
            <th data-number>{t("results.took")}</th>
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {rows.map((row, index) => (
            <Row
              key={row.conversation}
              row={row}
              columns={columns}
              open={row.conversation === openRow}
              reachable={openRow ? row.conversation === openRow : index === 0}
              choose={() => {
                open(row.conversation);
              }}
            />
          ))}
        </tbody>
      </table>
      {more && (
        <div className={css.more}>
          <Button onClick={more} disabled={loading}>
            {loading ? t("results.loadingMore") : t("results.more")}
          </Button>
        </div>
      )}
    </div>
  );
};

type RowProps = {
  row: ResultRow;
  columns: readonly ResultColumn[];
  open: boolean;
  reachable: boolean;
  choose: () => void;
};

const Row = ({ row, columns, open, reachable, choose }: RowProps) => {
  const { format } = useWords();
  const seconds = (new Date(row.updated).getTime() - new Date(row.started).getTime()) / 1000;
  return (
    <tr
      tabIndex={reachable ? 0 : -1}
      aria-selected={open}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key === "Enter") choose();
      }}
    >
      <td className={css.time}>{format.dayAndTime(row.started)}</td>
      {columns.map((column) => (
        <Cell key={column.name} column={column} value={row.values[column.name]} />
      ))}
      <td>
        <Status status={row.status} />
      </td>
      <td data-number>{format.span(seconds)}</td>
    </tr>
  );
};

const Cell = ({ column, value }: { column: ResultColumn; value: unknown }) => {
  const { t } = useWords();
  const text = cellText(value);
  if (text !== "" && isMasked(column))
    return (
      <td data-number={column.type === "number" || undefined}>
        <span className={css.mask} title={t("results.masked")} role="img" aria-label={t("results.masked")}>
          •••
        </span>
      </td>
    );
  return (
    <td title={text} data-number={column.type === "number" || undefined} data-empty={text === "" || undefined}>
      {text || EMPTY}
    </td>
  );
};

const TONES: Record<ConversationStatus, Tone> = {
  ended: "success",
  waiting: "neutral",
  working: "accent",
  failed: "error",
};

export const Status = ({ status }: { status: ConversationStatus }) => {
  const { t } = useWords();
  return (
    <span className={css.status}>
      <Dot tone={TONES[status]} />
      {t(`results.statusIs.${status}`)}
    </span>
  );
};
