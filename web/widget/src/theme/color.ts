/** Colours as numbers: reading, mixing, contrast, and the nearest colour that can be read. No theme, no DOM. */

/** Red, green, blue from 0 to 255. */
export type Color = readonly [number, number, number];

export const WHITE: Color = [255, 255, 255];
export const BLACK: Color = [0, 0, 0];

/** Red, green and blue from 0 to 255, and alpha from 0 to 1. */
const hexParts = (digits: string): number[] => {
  const pairs = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  return (pairs.match(/../g) ?? []).map((pair, at) => parseInt(pair, 16) / (at === 3 ? 255 : 1));
};

const numbersOf = (text: string): number[] =>
  (text.match(/[\d.]+%?/g) ?? []).map((part) => parseFloat(part) / (part.endsWith("%") ? 100 : 1));

/** Reads `#rgb(a)`, `#rrggbb(aa)`, `rgb()`, black or white, laid over `under`; null for anything else. */
export const readColor = (source: string | undefined, under: Color = WHITE): Color | null => {
  const text = (source ?? "").trim().toLowerCase();
  if (text === "white") return WHITE;
  if (text === "black") return BLACK;
  const isHex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.test(text);
  if (!isHex && !/^rgba?\([\d\s.,%/]+\)$/.test(text)) return null;
  const [r = 0, g = 0, b = 0, alpha = 1] = isHex ? hexParts(text.slice(1)) : numbersOf(text);
  return alpha > 0 ? mix(under, [Math.min(r, 255), Math.min(g, 255), Math.min(b, 255)], Math.min(alpha, 1)) : null;
};

export const toCss = (color: Color): string => `rgb(${color.map(Math.round).join()})`;

/** The colour `share` of the way from one to the other. */
export const mix = (from: Color, to: Color, share: number): Color => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** Relative luminance as WCAG defines it, of the colour as it will be written: in whole steps. */
export const luminance = (color: Color): number => {
  const linear = (channel: number): number => {
    const share = Math.round(channel) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
};

export const contrast = (one: Color, other: Color): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

export const isDark = (color: Color): boolean => contrast(color, WHITE) > contrast(color, BLACK);

/** White or black, whichever stands out more. */
export const inkOn = (surface: Color): Color => (isDark(surface) ? WHITE : BLACK);

const STEPS = 40;

/**
 * The colour nearest to `wanted` that stands out from `surface` by `ratio`, reached by going towards black or white.
 * Where there is none, black or white, whichever suits better.
 */
export const readable = (wanted: Color, surface: Color, ratio: number): Color => {
  for (let step = 0; step < STEPS; step += 1) {
    const near = [BLACK, WHITE].map((end) => mix(wanted, end, step / STEPS));
    const found = near.find((color) => contrast(color, surface) >= ratio);
    if (found) return found;
  }
  return inkOn(surface);
};

/** A dark surface of the same hue, for a light one: calm, and never glowing. */
export const darkened = (color: Color, depth: number): Color => {
  const [r, g, b] = color;
  const grey = (r + g + b) / 3;
  const calm = mix(color, [grey, grey, grey], 0.35);
  return mix([17, 17, 19], mix(BLACK, calm, 90 / Math.max(r, g, b, 1)), depth * 2.5);
};
