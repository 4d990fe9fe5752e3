/** Every look, found by looking into this folder; nothing else lists them. */
import i18next from "i18next";

import type { Look } from "./look.ts";

const files = import.meta.glob<Record<string, Look>>("./*.tsx", { eager: true });

const found = Object.values(files).flatMap((file) => Object.values(file).filter((one) => "words" in one));

export const looks: ReadonlyMap<string, Look> = new Map(found.map((look) => [look.type, look]));

/** The English words of all looks, as the catalogue holds them. */
export const blockWords = Object.fromEntries(found.map((look) => [look.type, look.words]));

// Looks come with the pages that draw blocks, after the catalogue was made ready.
i18next.on("initialized", addWords);
if (i18next.isInitialized) addWords();

function addWords(): void {
  i18next.addResourceBundle("en", "translation", { blocks: blockWords }, true, true);
}
