/** What one conversation remembers, variable by variable. */
import type { ResultColumn } from "../api/types.ts";
import { Chip } from "../design/Chip.tsx";
import { useWords } from "../words/useWords.ts";
import { cellText, isMasked } from "./cell.ts";
import css from "./Answers.module.css";
import { Masked } from "./Masked.tsx";

export const Answers = ({
  columns,
  values,
}: {
  columns: readonly ResultColumn[];
  values: Readonly<Record<string, unknown>>;
}) => {
  const { t } = useWords();
  const given = columns.filter((column) => cellText(values[column.name]) !== "");
  if (given.length === 0) return <p className={css.none}>{t("results.noAnswers")}</p>;
  return (
    <dl>
      {given.map((column) => (
        <div key={column.name} className={css.answer}>
          <dt>
            <Chip name={column.name} privacy={column.privacy} />
          </dt>
          <dd className={css.value}>
            <Masked text={cellText(values[column.name])} masked={isMasked(column)} />
          </dd>
        </div>
      ))}
    </dl>
  );
};
