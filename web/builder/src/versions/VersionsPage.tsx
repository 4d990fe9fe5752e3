/** The versions of a flow: what each changed, shown on the canvas and in words, and the way back to it. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconHistory } from "@tabler/icons-react";

import { versionsQuery } from "../api/queries.ts";
import { State } from "../design/State.tsx";
import { useFlow } from "../shell/useFlow.ts";
import { useWords } from "../words/useWords.ts";
import { VersionChanges } from "./VersionChanges.tsx";
import { VersionList } from "./VersionList.tsx";
import css from "./VersionsPage.module.css";

/** The draft stands in the list as a version without a number. */
export const DRAFT = 0;

export const VersionsPage = () => {
  const { t } = useWords();
  const flow = useFlow();
  const versions = useSuspenseQuery(versionsQuery(flow.id)).data;
  const { version } = useSearch({ from: "/flows/$flow/versions" });
  const navigate = useNavigate({ from: "/flows/$flow/versions" });
  if (versions.length === 0)
    return (
      <State icon={<IconHistory size={24} stroke={1.5} aria-hidden />} title={t("publish.versions.none")}>
        <p>{t("publish.versions.noneText")}</p>
      </State>
    );
  const chosen = version ?? (flow.changed ? DRAFT : (versions[0]?.number ?? DRAFT));
  return (
    <div className={css.page}>
      <VersionList
        flow={flow}
        versions={versions}
        chosen={chosen}
        choose={(number) => void navigate({ search: { version: number }, replace: true })}
      />
      <VersionChanges key={chosen} flow={flow} versions={versions} chosen={chosen} />
    </div>
  );
};
