/** What publishing a draft would change against the version that is live. */
import { useQuery } from "@tanstack/react-query";
import { changesBetween, plain } from "@dialogkit/flow";

import { versionQuery } from "../api/queries.ts";
import type { FlowDetail } from "../api/types.ts";
import { useReader } from "../build/useReader.ts";
import { Skeleton } from "../design/Skeleton.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./ChangesSince.module.css";
import { ChangeList } from "./ChangeList.tsx";

export const ChangesSince = ({ flow }: { flow: FlowDetail }) => {
  const { t } = useWords();
  const { reader } = useReader(flow.document);
  const number = flow.published?.number ?? 0;
  const live = useQuery({ ...versionQuery(flow.id, number), enabled: number > 0 });
  return (
    <section className={css.changes} aria-label={t("publish.what")} tabIndex={0}>
      <h3 className={css.title}>{t("publish.what")}</h3>
      {number === 0 && <p className={css.text}>{t("publish.all", { count: flow.document.nodes?.length ?? 0 })}</p>}
      {number > 0 && live.isPending && <Skeleton width="70%" />}
      {live.data && (
        <ChangeList
          changes={changesBetween(live.data.document, flow.document)}
          none={t("publish.nothing", { number })}
          tell={(block) => plain(reader.summary(block))}
        />
      )}
    </section>
  );
};
