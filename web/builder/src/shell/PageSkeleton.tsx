/** The shape of a page of which nothing is known yet. */
import { Skeleton } from "../design/Skeleton.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./PageSkeleton.module.css";

export const PageSkeleton = () => {
  const { t } = useWords();
  return (
    <div className={css.page} role="status" aria-label={t("loading")}>
      <Skeleton width={180} height={20} />
      {[0.9, 0.7, 0.8, 0.6].map((share) => (
        <Skeleton key={share} width={`${share * 100}%`} />
      ))}
    </div>
  );
};
