/** What of an imported file came over exactly, nearly, or only as a placeholder; each difference in words. */
import type { Fidelity, ImportNote, ImportReport } from "../api/types.ts";
import { Badge } from "../design/Badge.tsx";
import type { Tone } from "../design/Badge.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./FidelityReport.module.css";

const TONES: Record<Fidelity, Tone> = { exact: "success", approximate: "warning", unsupported: "error" };
const KINDS: readonly Fidelity[] = ["exact", "approximate", "unsupported"];

export const FidelityReport = ({ report }: { report: ImportReport }) => {
  const { t, format } = useWords();
  const { blocks, exact, unsupported } = report;
  return (
    <div className={css.report}>
      <p className={css.text}>
        {exact === blocks
          ? t("flows.reportExact")
          : t("flows.reportSome", { exact: format.number(exact), total: format.number(blocks) })}
      </p>
      <div className={css.bar} aria-hidden>
        {KINDS.map((kind) => (
          <span key={kind} className={css[kind]} style={{ flexGrow: report[kind] }} />
        ))}
      </div>
      <ul className={css.legend}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <Badge {...(report[kind] > 0 ? { tone: TONES[kind] } : {})}>{format.number(report[kind])}</Badge>{" "}
            {t(`flows.${kind}`)}
          </li>
        ))}
      </ul>
      {report.notes.length > 0 && <Notes notes={report.notes} />}
      {unsupported > 0 && <p className={css.text}>{t("flows.keptAll")}</p>}
    </div>
  );
};

const Notes = ({ notes }: { notes: readonly ImportNote[] }) => {
  const { t } = useWords();
  return (
    <ul className={css.notes} tabIndex={0}>
      {notes.map((note, index) => (
        <li key={index} className={css.note}>
          <span className={css.kind}>
            <Badge tone={TONES[note.kind]}>{t(`flows.${note.kind}`)}</Badge>
          </span>
          <span>
            {note.type && <strong className={css.type}>{note.type}</strong>} {note.message}
          </span>
        </li>
      ))}
    </ul>
  );
};
