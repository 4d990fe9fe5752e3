/** Whether the page around an embedded chat is light or dark: a chat that differs from it would look foreign. */
import type { Scheme } from "./palette.ts";
import { isDark, readColor } from "./color.ts";

export const pageScheme = (page: Document, systemIsDark: boolean): Scheme => {
  for (const element of [page.body, page.documentElement]) {
    const color = readColor(getComputedStyle(element).backgroundColor);
    if (color) return isDark(color) ? "dark" : "light";
  }
  const { colorScheme } = getComputedStyle(page.documentElement);
  return colorScheme.includes("dark") && (systemIsDark || !colorScheme.includes("light")) ? "dark" : "light";
};
