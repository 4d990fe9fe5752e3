/** The pages of a flow. */
import { Link } from "@tanstack/react-router";

import { useWords } from "../words/useWords.ts";
import css from "./FlowTabs.module.css";

export const FlowTabs = ({ flow }: { flow: string }) => {
  const { t } = useWords();
  const shared = {
    params: { flow },
    className: css.tab,
    activeProps: { className: css.active ?? "" },
    activeOptions: { includeSearch: false },
  } as const;
  return (
    <nav className={css.tabs} aria-label={t("nav.flow")}>
      <Link to="/flows/$flow/build" {...shared}>
        {t("tabs.build")}
      </Link>
      <Link to="/flows/$flow/results" {...shared}>
        {t("tabs.results")}
      </Link>
      <Link to="/flows/$flow/versions" {...shared}>
        {t("tabs.versions")}
      </Link>
      <Link to="/flows/$flow/share" {...shared}>
        {t("tabs.share")}
      </Link>
    </nav>
  );
};
