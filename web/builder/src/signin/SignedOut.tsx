/** What somebody sees who has not opened the owner's link: how to get it. */
import { IconKey, IconLink, IconTerminal2 } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { Logo } from "../design/Logo.tsx";
import { useWords } from "../words/useWords.ts";
import { KeyForm } from "./KeyForm.tsx";
import css from "./SignedOut.module.css";

/** The server sends a visitor with a used link here, and says so in the address. */
const EXPIRED = new URLSearchParams(location.search).get("sign-in") === "expired";

export const SignedOut = () => {
  const { t } = useWords();
  return (
    <main className={css.page}>
      <div className={css.card}>
        <div className={css.brand}>
          <Logo size={32} />
          <span>{t("product")}</span>
        </div>
        <h1 className={css.title}>{t("signedOut.title")}</h1>
        <p className={css.text}>{t("signedOut.text")}</p>
        {EXPIRED && (
          <p className={css.expired} role="alert">
            {t("signedOut.expired")}
          </p>
        )}
        <ol className={css.steps}>
          <Step icon={<IconTerminal2 size={16} stroke={1.5} aria-hidden />}>{t("signedOut.stepOne")}</Step>
          <Step icon={<IconLink size={16} stroke={1.5} aria-hidden />}>{t("signedOut.stepTwo")}</Step>
          <Step icon={<IconKey size={16} stroke={1.5} aria-hidden />}>{t("signedOut.stepThree")}</Step>
        </ol>
        <KeyForm />
        <p className={css.foot}>{t("signedOut.visitors")}</p>
      </div>
    </main>
  );
};

const Step = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li className={css.step}>
    <span className={css.icon}>{icon}</span>
    <span>{children}</span>
  </li>
);
