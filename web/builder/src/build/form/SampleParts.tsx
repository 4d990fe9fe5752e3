/** The parts samples are made of: a bubble, an answer, a field. */
import { withoutMarks, withVariables } from "@dialogkit/flow";
import type { ReactNode } from "react";

import { PhraseText } from "../PhraseLine.tsx";
import css from "./Sample.module.css";

export const Bubble = ({ text }: { text: string }) =>
  text ? (
    <p className={css.bubble}>
      <PhraseText phrase={withVariables(withoutMarks(text))} />
    </p>
  ) : null;

export const Pill = ({ conditional = false, children }: { conditional?: boolean; children: ReactNode }) => (
  <span className={css.pill} data-conditional={conditional || undefined}>
    {children}
  </span>
);

export const Field = ({ children }: { children: ReactNode }) => <p className={css.field}>{children}</p>;
