/** What to paste and where, for the tool the author's site is built with. */
import { useId, useState } from "react";

import { CopyBox } from "../design/CopyBox.tsx";
import { useWords } from "../words/useWords.ts";
import { codeAs } from "./embedCode.ts";
import type { EmbedKind } from "./embedCode.ts";
import { guideOf, SITES } from "./guides.ts";
import type { Site } from "./guides.ts";
import css from "./SiteGuide.module.css";

export const SiteGuide = ({ kind, slug }: { kind: EmbedKind; slug: string }) => {
  const { t } = useWords();
  const id = useId();
  const [site, setSite] = useState<Site>("html");
  const { form, atEnd } = guideOf(site);
  return (
    <div className={css.guide}>
      <div className={css.site}>
        <label htmlFor={id}>{t("publish.guide.site")}</label>
        <select
          id={id}
          className={css.select}
          value={site}
          onChange={(event) => {
            setSite(event.target.value as Site);
          }}
        >
          {SITES.map((one) => (
            <option key={one} value={one}>
              {t(`publish.guide.${one}.name`)}
            </option>
          ))}
        </select>
      </div>
      <ol className={css.steps} aria-label={t("publish.guide.steps")}>
        <li>{t(`publish.guide.${site}.first`)}</li>
        <li>{t(`publish.guide.${site}.second`)}</li>
      </ol>
      <CopyBox text={codeAs(form, kind, { origin: location.origin, slug })} label={t("publish.shareTab.code")} lines />
      {atEnd && kind === "standard" && <p className={css.hint}>{t("publish.guide.atEnd")}</p>}
      {form !== "address" && <p className={css.hint}>{t("publish.guide.origins", { setting: "allowed_origins" })}</p>}
    </div>
  );
};
