/** A page in little, with the chat where that kind of embedding puts it. */
import type { EmbedKind } from "./embedCode.ts";
import css from "./KindPicture.module.css";

export const KindPicture = ({ kind }: { kind: EmbedKind }) => (
  <span className={css.page} aria-hidden>
    <span className={css.line} />
    <span className={css.line} />
    <span className={css.chat} data-kind={kind} />
  </span>
);
