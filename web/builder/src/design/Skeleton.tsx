/** The grey shape of something that is on its way; it has the size of what comes, so that nothing jumps. */
import css from "./Skeleton.module.css";

export const Skeleton = ({
  width = "100%",
  height = 12,
  round = 4,
}: {
  width?: number | string;
  height?: number;
  round?: number;
}) => <span aria-hidden className={css.bone} style={{ width, height, borderRadius: round }} />;
