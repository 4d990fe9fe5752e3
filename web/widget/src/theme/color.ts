/** Colours as numbers: reading, mixing, contrast, and the nearest colour that can be read. No theme, no DOM. */

/** Red, green, blue from 0 to 255. */
export type Color = readonly [number, number, number];

export const WHITE: Color = [255, 255, 255];
export const BLACK: Color = [0, 0, 0];

const clamp = (value: number, most = 255): number => Math.min(most, Math.max(0, value));

/** Red, green and blue from 0 to 255, and alpha from 0 to 1. */
const hexParts = (digits: string): number[] => {
  const pairs = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  const parts = (pairs.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  return parts.map((part, at) => (at === 3 ? part / 255 : part));
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
  return alpha > 0 ? mix(under, [r, g, b], Math.min(1, alpha)) : null;
};

export const toHex = (color: Color): string =>
  `#${color.map((channel) => Math.round(clamp(channel)).toString(16).padStart(2, "0")).join("")}`;

/** The colour `share` of the way from one to the other. */
export const mix = (from: Color, to: Color, share: number): Color => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** Relative luminance as WCAG defines it, of the colour as it will be written: in whole steps. */
export const luminance = (color: Color): number => {
  const linear = (channel: number): number => {
    const share = Math.round(clamp(channel)) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
};

export const contrast = (one: Color, other: Color): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

export const isDark = (color: Color): boolean => contrast(color, WHITE) > contrast(color, BLACK);

const STEPS = 40;

/** The first step towards `end` that stands out from all surfaces; one too many where none does. */
const towards = (wanted: Color, end: Color, surfaces: readonly Color[], ratio: number): number => {
  let step = 0;
  while (step <= STEPS && surfaces.some((surface) => contrast(mix(wanted, end, step / STEPS), surface) < ratio)) {
    step += 1;
  }
  return step;
};

/**
 * The colour nearest to `wanted` that stands out from every one of `surfaces` by `ratio`, reached by going towards
 * white or black. Where no colour suits all of them, black or white, whichever suits the worst one better.
 */
export const readable = (wanted: Color, surfaces: readonly Color[], ratio: number): Color => {
  const lighter = towards(wanted, WHITE, surfaces, ratio);
  const darker = towards(wanted, BLACK, surfaces, ratio);
  if (Math.min(lighter, darker) <= STEPS) {
    return lighter < darker ? mix(wanted, WHITE, lighter / STEPS) : mix(wanted, BLACK, darker / STEPS);
  }
  const worst = (color: Color): number => Math.min(...surfaces.map((surface) => contrast(color, surface)));
  return worst(WHITE) > worst(BLACK) ? WHITE : BLACK;
};

/** A dark surface of the same hue, for a light one: calm, and never glowing. */
export const darkened = (color: Color, depth = 0.1): Color => {
  const most = Math.max(...color, 1);
  const grey = (color[0] + color[1] + color[2]) / 3;
  const calm = mix(color, [grey, grey, grey], 0.35);
  return mix([17, 17, 19], mix(BLACK, calm, 90 / most), depth * 2.5);
};
