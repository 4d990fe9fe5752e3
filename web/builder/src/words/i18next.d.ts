/** Tells i18next which keys there are, so that a string outside the catalogue does not compile. */
import "i18next";

import type { Catalogue } from "./i18n.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: Catalogue };
    interpolation: { prefix: "{"; suffix: "}" };
  }
}
