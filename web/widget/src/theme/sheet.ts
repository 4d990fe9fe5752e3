/** The style sheet of one chat: its theme as custom properties. Built as an object, so that a strict CSP allows it. */
import type { Paint, Theme } from "../protocol/wire.ts";
import { webAddress } from "../parts/address.ts";
import { type Frame, type Scheme, palette } from "./palette.ts";
import { toCss } from "./color.ts";
import { OWN_FONT } from "./fonts.ts";

/** The author's font, or the widget's own, which is Inter; what could end the declaration is dropped. */
const fontOf = ({ font = "" }: Theme): string => {
  const name = font.replace(/[^\p{L}\p{N} _-]/gu, "").trim();
  return `"${name && name !== "Inter" ? name : OWN_FONT}",system-ui,sans-serif`;
};

const OWN = /^\s*(--[a-z][\w-]*)\s*:\s*([\w\s.,%#()'"+*/-]+)$/i;

/**
 * What is allowed of an author's own CSS: custom properties with plain values. Anything that could reach out of the
 * chat (addresses, at-rules, selectors, escapes) makes its line disappear.
 */
export const ownProperties = (css: string | undefined): string[] =>
  (css ?? "")
    .replace(/\/\*[^]*?\*\//g, "")
    .split(/[;\n]/)
    .flatMap((line) => {
      const [, name, value] = OWN.exec(line) ?? [];
      return name && value && !/url|image|src/i.test(value) ? [`${name}:${value.trim()}`] : [];
    });

const radius = (name: string, paint: Paint | undefined): string[] =>
  paint?.radius === undefined ? [] : [`--radius-${name}:${Math.min(40, Math.max(0, paint.radius))}px`];

/** The address of a background picture, with nothing in it that could end its declaration. */
const pictureOf = ({ background }: Theme, base: URL): string[] => {
  const address = background?.type === "image" ? webAddress(background.value, base) : "";
  return address ? [`--picture:url("${address.replace(/["\\\n]/g, "")}")`] : [];
};

/** The text of the sheet. An author's own properties come first: they never undo what was repaired. */
export const sheetText = (
  theme: Theme,
  { scheme, frame, base }: { scheme: Scheme; frame: Frame; base: URL },
): string => {
  const properties = [
    ...ownProperties(theme.css),
    ...radius("bot", theme.bot),
    ...radius("you", theme.visitor),
    ...radius("option", theme.buttons),
    ...radius("field", theme.inputs),
    ...pictureOf(theme, base),
    `--font:${fontOf(theme)}`,
    ...Object.entries(palette(theme, scheme, frame)).map(([name, color]) => `--${name}:${toCss(color)}`),
  ];
  return `.root{color-scheme:${scheme};${properties.join(";")}}`;
};
