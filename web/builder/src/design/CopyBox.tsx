/** A text to take away, with a button that copies it. */
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";

import { useWords } from "../words/useWords.ts";
import { Button } from "./Button.tsx";
import css from "./CopyBox.module.css";

const SHOWN = 2000;

export const CopyBox = ({ text, label, lines = false }: { text: string; label: string; lines?: boolean }) => {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, SHOWN);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return (
    <div className={css.box} data-lines={lines || undefined}>
      <pre className={css.text} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <Button
        size="small"
        icon={
          copied ? <IconCheck size={14} stroke={1.5} aria-hidden /> : <IconCopy size={14} stroke={1.5} aria-hidden />
        }
        onClick={() =>
          void navigator.clipboard.writeText(text).then(() => {
            setCopied(true);
          })
        }
      >
        <span aria-live="polite">{copied ? t("actions.copied") : t("actions.copy")}</span>
      </Button>
    </div>
  );
};
