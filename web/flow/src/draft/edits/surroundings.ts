/** What a flow has beside its conversation: names, settings, looks, other languages. */
import type { Edit, Flat } from "../flat.ts";
import { translationKey, translationOfKey } from "../flat.ts";
import { flattened } from "../paths.ts";
import { drop, dropWhere, put } from "./writing.ts";

/** Name the flow, or choose its language or dialect. */
export const setMeta = (_: Flat, field: "name" | "locale" | "dialect", value: string | undefined): Edit => [
  put("flow", field, value),
];

/** Write one setting by its path, such as `typing.enabled`; without a value it has its default again. */
export const setSetting = (flat: Flat, path: string, value: unknown): Edit => setPath(flat, "settings", path, value);

/** Write one part of the looks by its path, such as `bot.background`. */
export const setTheme = (flat: Flat, path: string, value: unknown): Edit => setPath(flat, "theme", path, value);

/** Write all of the looks. */
export const replaceTheme = (flat: Flat, theme: object): Edit => {
  const values = new Map(flattened(theme));
  return [
    ...dropWhere(flat, "theme", (path) => !values.has(path)),
    ...[...values].map(([path, value]) => put("theme", path, value)),
  ];
};

/** Say a text of a block in another language; "" takes the translation away. */
export const translate = (flat: Flat, locale: string, block: string, path: string, text: string): Edit => {
  const key = translationKey(locale, block, path);
  if (text !== "") return [put("translations", key, text)];
  return flat.translations.has(key) ? [drop("translations", key)] : [];
};

/** Take a language away with all its texts. */
export const removeLocale = (flat: Flat, locale: string): Edit =>
  dropWhere(flat, "translations", (key) => translationOfKey(key).locale === locale);

const setPath = (flat: Flat, map: "settings" | "theme", path: string, value: unknown): Edit => [
  ...dropWhere(flat, map, (other) => other.startsWith(`${path}.`)),
  ...(value === undefined ? [drop(map, path)] : flattened(value, path).map(([at, part]) => put(map, at, part))),
];
