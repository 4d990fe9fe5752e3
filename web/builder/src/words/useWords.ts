/** The words and the ways of writing numbers and moments that a component uses. */
import { useTranslation } from "react-i18next";

import { formatsFor, regional } from "./format.ts";

export const useWords = () => {
  const { t, i18n } = useTranslation();
  return { t, format: formatsFor(regional(i18n.language)) };
};

export type Words = ReturnType<typeof useWords>;
