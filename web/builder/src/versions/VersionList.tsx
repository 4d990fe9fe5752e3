/** The draft and all versions, the newest first. */
import type { FlowDetail, Version } from "../api/types.ts";
import { Badge } from "../design/Badge.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./VersionList.module.css";
import { DRAFT } from "./VersionsPage.tsx";

type Props = { flow: FlowDetail; versions: readonly Version[]; chosen: number; choose: (number: number) => void };

export const VersionList = ({ flow, versions, chosen, choose }: Props) => {
  const { t, format } = useWords();
  return (
    <nav className={css.list} aria-label={t("publish.versions.title")}>
      <ul>
        <Entry
          title={t("publish.versions.draft")}
          note={t("publish.versions.draftText")}
          when={format.ago(flow.updated)}
          open={chosen === DRAFT}
          choose={() => {
            choose(DRAFT);
          }}
        />
        {versions.map((version) => (
          <Entry
            key={version.number}
            title={t("state.version", { number: version.number })}
            note={version.note || t("publish.versions.noNote")}
            when={format.dayAndTime(version.at)}
            live={version.live}
            open={chosen === version.number}
            choose={() => {
              choose(version.number);
            }}
          />
        ))}
      </ul>
    </nav>
  );
};

type EntryProps = { title: string; note: string; when: string; live?: boolean; open: boolean; choose: () => void };

const Entry = ({ title, note, when, live = false, open, choose }: EntryProps) => {
  const { t } = useWords();
  return (
    <li>
      <button type="button" className={css.entry} aria-current={open || undefined} onClick={choose}>
        <span className={css.line}>
          <strong className={css.title}>{title}</strong>
          {live && <Badge tone="success">{t("publish.versions.live")}</Badge>}
          <span className={css.when}>{when}</span>
        </span>
        <span className={css.note}>{note}</span>
      </button>
    </li>
  );
};
