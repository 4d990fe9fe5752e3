/** The frame of a page: the rail at the left, a bar on top, the page itself. */
import type { ReactNode } from "react";

import { useWords } from "../words/useWords.ts";
import { Rail } from "./Rail.tsx";
import css from "./Shell.module.css";
import { useShellStore } from "./useShellStore.ts";

type Props = { bar: ReactNode; children: ReactNode; railOpen: boolean };

export const Shell = ({ bar, children, railOpen }: Props) => {
  const { t } = useWords();
  const chosen = useShellStore((shell) => shell.rail);
  const open = chosen === null ? railOpen : chosen === "open";
  return (
    <div className={`${css.shell ?? ""} ${open ? (css.open ?? "") : ""}`}>
      <a className={css.skip} href="#page">
        {t("nav.skip")}
      </a>
      <Rail open={open} />
      <header className={css.bar}>{bar}</header>
      <main id="page" className={css.page} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};
