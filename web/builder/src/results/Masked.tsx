/** A text that may be sensitive: then it is shown on purpose only. */
import { useState } from "react";

import { useWords } from "../words/useWords.ts";
import css from "./Masked.module.css";

export const Masked = ({ text, masked }: { text: string; masked: boolean }) => {
  const { t } = useWords();
  const [shown, setShown] = useState(!masked);
  if (shown) return text;
  return (
    <button
      type="button"
      className={css.mask}
      aria-label={t("results.reveal")}
      title={t("results.reveal")}
      onClick={() => {
        setShown(true);
      }}
    >
      •••
    </button>
  );
};
