/** What a flow without a single block says. */
import { IconSitemap } from "@tabler/icons-react";

import { State } from "../design/State.tsx";
import { useWords } from "../words/useWords.ts";

export const EmptyFlow = () => {
  const { t } = useWords();
  return (
    <State icon={<IconSitemap size={24} stroke={1.5} aria-hidden />} title={t("build.emptyFlow")}>
      <p>{t("build.emptyFlowText")}</p>
    </State>
  );
};
