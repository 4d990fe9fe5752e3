/** A picture of a small flow and its chat, drawn with the very parts a canvas is made of. */
import {
  IconArrowNarrowRight,
  IconFlag,
  IconHeadset,
  IconMail,
  IconMessage2,
  IconMessageQuestion,
  IconPlayerPlay,
  IconSquareCheck,
  IconUser,
} from "@tabler/icons-react";
import type { ReactNode } from "react";

import { Chip } from "../design/Chip.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./FlowPicture.module.css";

const icon = { size: 16, stroke: 1.5, "aria-hidden": true };

export const FlowPicture = () => {
  const { t } = useWords();
  return (
    <div className={css.picture} role="img" aria-label={t("flows.empty.picture")}>
      <svg className={css.edges} viewBox="0 0 600 480" aria-hidden>
        <path d="M262 175H282Q292 175 292 165V54Q292 44 302 44H316" />
        <path d="M556 124H566Q576 124 576 134V180Q576 190 566 190H450Q440 190 440 200V208" />
        <path className={css.head} d="M323 44l-8 -4.500v9z" />
        <path className={css.head} d="M440 216l-4.500 -8h9z" />
      </svg>
      <Card
        className={css.first}
        category="cat-event"
        icon={<IconFlag {...icon} aria-hidden />}
        title={t("flows.empty.welcome")}
      >
        <Row category="cat-event" icon={<IconPlayerPlay {...icon} aria-hidden />}>
          {t("flows.empty.starts")}
        </Row>
        <Row category="cat-bubble" icon={<IconMessage2 {...icon} aria-hidden />}>
          {t("flows.empty.hello")}
        </Row>
        <Row category="cat-question" icon={<IconUser {...icon} aria-hidden />}>
          {t("flows.empty.askName")} <Arrow /> <Chip name={t("flows.empty.name")} privacy="personal" />
        </Row>
      </Card>
      <Card
        className={css.second}
        category="cat-question"
        icon={<IconMessageQuestion {...icon} aria-hidden />}
        title={t("flows.empty.need")}
      >
        <Row category="cat-question" icon={<IconSquareCheck {...icon} aria-hidden />}>
          {t("flows.empty.choose")} <Arrow /> <Chip name={t("flows.empty.needVariable")} />
        </Row>
        <span className={css.pill}>{t("flows.empty.quote")}</span>
        <span className={css.pill}>{t("flows.empty.person")}</span>
      </Card>
      <Card
        className={css.third}
        category="cat-integration"
        icon={<IconHeadset {...icon} aria-hidden />}
        title={t("flows.empty.pass")}
      >
        <Row category="cat-integration" icon={<IconMail {...icon} aria-hidden />}>
          {t("flows.empty.mail")}
        </Row>
        <Row category="cat-bubble" icon={<IconMessage2 {...icon} aria-hidden />}>
          {t("flows.empty.thanks")}
        </Row>
      </Card>
      <div className={css.chat}>
        <span className={css.bot}>{t("flows.empty.asked")}</span>
        <span className={css.visitor}>{t("flows.empty.person")}</span>
        <span className={`${css.bot ?? ""} ${css.dots ?? ""}`}>
          <i />
          <i />
          <i />
        </span>
      </div>
    </div>
  );
};

const Arrow = () => <IconArrowNarrowRight size={14} stroke={1.5} className={css.arrow} aria-hidden />;

type CardProps = {
  className: string | undefined;
  category: string;
  icon: ReactNode;
  title: string;
  children: ReactNode;
};

const Card = ({ className, category, icon: sign, title, children }: CardProps) => (
  <div className={`${css.card ?? ""} ${className ?? ""} ${category}`}>
    <div className={css.title}>
      {sign}
      {title}
    </div>
    {children}
  </div>
);

const Row = ({ category, icon: sign, children }: { category: string; icon: ReactNode; children: ReactNode }) => (
  <div className={`${css.row ?? ""} ${category}`}>
    {sign}
    <span>{children}</span>
  </div>
);
