/** One of several choices as a card with a picture. Together they are radio buttons, so the arrow keys go from one to another. */
import type { ReactNode } from "react";

import css from "./ChoiceCard.module.css";

type Props = {
  /** The same for all cards of which one is chosen. */
  group: string;
  name: string;
  about: string;
  chosen: boolean;
  choose: () => void;
  /** The picture. */
  children: ReactNode;
};

export const ChoiceCard = ({ group, name, about, chosen, choose, children }: Props) => (
  <label className={css.card}>
    <input type="radio" name={group} className={css.input} checked={chosen} onChange={choose} />
    {children}
    <span className={css.words}>
      <strong className={css.name}>{name}</strong>
      <span className={css.about}>{about}</span>
    </span>
  </label>
);
