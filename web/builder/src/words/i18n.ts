/** The catalogue of words: which languages there are and which one this page speaks. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { en } from "./en/index.ts";

export type Catalogue = typeof en;

/** Make the catalogue ready. Must come before the first component is drawn. */
export const startWords = (): void => {
  void i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    // React escapes what it draws; one brace keeps the sentences readable.
    interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
    returnNull: false,
    initAsync: false,
  });
};
