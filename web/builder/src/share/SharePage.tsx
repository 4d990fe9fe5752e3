/** How people get to a flow: its own page, and what to paste into another. */
import { IconExternalLink, IconHistory, IconShare } from "@tabler/icons-react";
import { useState } from "react";

import { ButtonAnchor } from "../design/Button.tsx";
import { ChoiceCard } from "../design/ChoiceCard.tsx";
import { CopyBox } from "../design/CopyBox.tsx";
import { State } from "../design/State.tsx";
import { useFlow } from "../shell/useFlow.ts";
import { useWords } from "../words/useWords.ts";
import { KINDS } from "./embedCode.ts";
import type { EmbedKind } from "./embedCode.ts";
import { KindPicture } from "./KindPicture.tsx";
import { SiteGuide } from "./SiteGuide.tsx";
import css from "./SharePage.module.css";

export const SharePage = () => {
  const { t } = useWords();
  const flow = useFlow();
  const [kind, setKind] = useState<EmbedKind>("bubble");
  if (!flow.published)
    return (
      <State icon={<IconShare size={24} stroke={1.5} aria-hidden />} title={t("publish.shareTab.none")}>
        <p>{t("publish.shareTab.noneText")}</p>
      </State>
    );
  const address = `${location.origin}/f/${flow.slug}`;
  return (
    <div className={css.page}>
      <div className={css.column}>
        {flow.changed && (
          <p className={css.note}>
            <IconHistory size={16} stroke={1.5} aria-hidden />
            <span>{t("publish.shareTab.unpublished", { number: flow.published.number })}</span>
          </p>
        )}
        <section className={css.section}>
          <h2 className={css.title}>{t("publish.shareTab.page")}</h2>
          <p className={css.text}>{t("publish.shareTab.pageText")}</p>
          <div className={css.link}>
            <CopyBox text={address} label={t("publish.shareTab.page")} />
            <ButtonAnchor
              href={`/f/${flow.slug}`}
              target="_blank"
              rel="noreferrer"
              icon={<IconExternalLink size={16} stroke={1.5} aria-hidden />}
            >
              {t("publish.shareTab.open")}
            </ButtonAnchor>
          </div>
        </section>
        <section className={css.section}>
          <h2 className={css.title}>{t("publish.shareTab.embed")}</h2>
          <p className={css.text}>{t("publish.shareTab.embedText")}</p>
          <fieldset className={css.kinds}>
            <legend className="visually-hidden">{t("publish.shareTab.kind")}</legend>
            {KINDS.map((one) => (
              <ChoiceCard
                key={one}
                group="kind"
                name={t(`publish.shareTab.${one}`)}
                about={t(`publish.shareTab.${one}Text`)}
                chosen={one === kind}
                choose={() => {
                  setKind(one);
                }}
              >
                <KindPicture kind={one} />
              </ChoiceCard>
            ))}
          </fieldset>
          <SiteGuide kind={kind} slug={flow.slug} />
        </section>
      </div>
    </div>
  );
};
