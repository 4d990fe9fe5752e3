/** One version beside the one before it: on the canvas, in words, and the way back. */
import { useQuery } from "@tanstack/react-query";
import { changesBetween, plain } from "@dialogkit/flow";
import type { Changes, Flow } from "@dialogkit/flow";
import { lazy, Suspense } from "react";

import { versionQuery } from "../api/queries.ts";
import type { FlowDetail, Version } from "../api/types.ts";
import { Badge } from "../design/Badge.tsx";
import { Failure } from "../design/Failure.tsx";
import { ChangeList } from "../publish/ChangeList.tsx";
import { PageSkeleton } from "../shell/PageSkeleton.tsx";
import { useNarrow } from "../build/useNarrow.ts";
import { useReader } from "../build/useReader.ts";
import { useWords } from "../words/useWords.ts";
import { RollBack } from "./RollBack.tsx";
import css from "./VersionChanges.module.css";
import { DRAFT } from "./VersionsPage.tsx";

const VersionCanvas = lazy(async () => ({ default: (await import("./VersionCanvas.tsx")).VersionCanvas }));

type Props = { flow: FlowDetail; versions: readonly Version[]; chosen: number };

export const VersionChanges = ({ flow, versions, chosen }: Props) => {
  const { t } = useWords();
  const narrow = useNarrow();
  const version = versions.find(({ number }) => number === chosen);
  const base = baseOf(flow, versions, chosen);
  const after = useQuery({ ...versionQuery(flow.id, chosen), enabled: chosen !== DRAFT });
  const before = useQuery({ ...versionQuery(flow.id, base), enabled: base !== DRAFT });
  const error = after.error ?? before.error;
  const now = chosen === DRAFT ? flow.document : after.data?.document;
  const then = base === DRAFT ? null : before.data?.document;
  if (error) return <Failure error={error} retry={() => void Promise.all([after.refetch(), before.refetch()])} />;
  if (!now || then === undefined) return <PageSkeleton />;
  const changes = then ? changesBetween(then, now) : null;
  return (
    <div className={css.changes}>
      {!narrow && (
        <Suspense fallback={<PageSkeleton />}>
          <VersionCanvas before={then} after={now} changes={changes} />
        </Suspense>
      )}
      <aside className={css.panel} aria-label={t("publish.versions.changes")}>
        <Summary version={version} base={base} changes={changes} />
        <div className={css.body}>{changes && <Told flow={now} changes={changes} />}</div>
        {version && !version.live && <RollBack flow={flow.id} number={version.number} />}
      </aside>
    </div>
  );
};

const Told = ({ flow, changes }: { flow: Flow; changes: Changes }) => {
  const { t } = useWords();
  const { reader } = useReader(flow);
  return (
    <ChangeList changes={changes} none={t("publish.versions.same")} tell={(block) => plain(reader.summary(block))} />
  );
};

/** A version is compared with the one before it, the draft with what is live. */
const baseOf = (flow: FlowDetail, versions: readonly Version[], chosen: number): number => {
  if (chosen === DRAFT) return flow.published?.number ?? versions[0]?.number ?? DRAFT;
  return Math.max(DRAFT, ...versions.map(({ number }) => number).filter((number) => number < chosen));
};

type SummaryProps = { version: Version | undefined; base: number; changes: Changes | null };

const Summary = ({ version, base, changes }: SummaryProps) => {
  const { t, format } = useWords();
  const many = changes ? changes.cards.length + changes.parts.length : 0;
  return (
    <header className={css.head}>
      <h2 className={css.title}>
        {version ? t("state.version", { number: version.number }) : t("publish.versions.draft")}
        {version?.live && <Badge tone="success">{t("publish.versions.live")}</Badge>}
        {many > 0 && <Badge tone="warning">{t("publish.change.count", { count: many })}</Badge>}
      </h2>
      {version && <p className={css.text}>{t("publish.versions.at", { when: format.dayAndTime(version.at) })}</p>}
      {version?.note && <p>{version.note}</p>}
      <p className={css.text}>
        {base === DRAFT ? t("publish.versions.againstNothing") : t("publish.versions.against", { number: base })}
      </p>
    </header>
  );
};
