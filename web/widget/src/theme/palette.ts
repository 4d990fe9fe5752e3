/**
 * From an author's theme to the colours of one chat: every text at least 4.5:1 on what it lies on, every control
 * and ring 3:1. What the author chose is kept where it can be read and moved as little as needed where it cannot.
 */
import type { Paint, Theme } from "../protocol/wire.ts";
import { type Color, WHITE, contrast, darkened, inkOn, isDark, mix, readColor, readable } from "./color.ts";

export type Scheme = "light" | "dark";

/** Where the chat is shown: only what floats above a page wears the accent as its header. */
export type Frame = "plain" | "floating";

export type Token =
  | "bg"
  | "text"
  | "text-2"
  | "field-bg"
  | "field-text"
  | "field-hint"
  | "field-line"
  | "bot"
  | "bot-text"
  | "you"
  | "you-text"
  | "option"
  | "option-text"
  | "option-hint"
  | "option-line"
  | "option-hover"
  | "solid"
  | "on-solid"
  | "error-text"
  | "avatar"
  | "avatar-text"
  | "head"
  | "head-text"
  | "head-text-2"
  | "progress";

export type Palette = Readonly<Record<Token, Color>>;

const TEXT = 4.5;
const CONTROL = 3;

const IRIS: Color = [91, 91, 214];
const INK: Record<Scheme, Color> = { light: [28, 32, 36], dark: [237, 238, 240] };
const PAPER: Record<Scheme, Color> = { light: WHITE, dark: [17, 17, 19] };
const TOMATO: Record<Scheme, Color> = { light: [180, 49, 24], dark: [255, 151, 125] };

type Ground = { scheme: Scheme; bg: Color; text: Color; accent: Color };

const schemeOn = (surface: Color): Scheme => (isDark(surface) ? "dark" : "light");

/** The author's colour, or its dark likeness where the page is dark and the colour is not. */
const surface = (source: string | undefined, scheme: Scheme, under: Color, depth: number): Color | null => {
  const color = readColor(source, scheme === "dark" ? WHITE : under);
  return color && scheme === "dark" && !isDark(color) ? darkened(color, depth) : color;
};

const ground = (theme: Theme, scheme: Scheme): Ground => {
  const chosen = theme.background?.type === "color" && surface(theme.background.value, scheme, WHITE, 0.12);
  const bg = chosen || PAPER[scheme];
  const accent = readColor(theme.accent, bg) ?? readColor(theme.visitor?.background, bg) ?? IRIS;
  return { scheme, bg, text: readable(INK[schemeOn(bg)], bg, 7), accent };
};

/** The words an author chose for a surface, or the usual ones, so that they can be read there. */
const wordsOn = (on: Color, paint: Paint | undefined, usual: Color): Color =>
  readable(readColor(paint?.color, on) ?? usual, on, TEXT);

/** A surface of the author's or the usual one, and the words on it; a dark likeness needs words of its own. */
const painted = (paint: Paint | undefined, usual: Color, depth: number, { scheme, bg, text }: Ground) => {
  const own = surface(paint?.background, scheme, bg, depth);
  const on = own ?? usual;
  return [on, wordsOn(on, own && scheme === "dark" ? undefined : paint, isDark(on) ? INK.dark : text)] as const;
};

/** Answers to choose from. A background of the author's makes them solid, else they are outlined in the accent. */
const options = ({ buttons }: Theme, { scheme, bg, text, accent }: Ground) => {
  const option = surface(buttons?.background, scheme, bg, 0.3) ?? bg;
  const wanted = readColor(buttons?.color, option) ?? (buttons?.background ? text : accent);
  const label = readable(readable(wanted, option, isDark(option) ? 7 : 5.2), option, TEXT);
  const tinted = mix(option, accent, 0.07);
  return {
    option,
    "option-text": label,
    "option-hint": readable(mix(text, option, 0.35), option, TEXT),
    "option-line": readable(readColor(buttons?.border, bg) ?? mix(option, accent, 0.75), bg, CONTROL),
    "option-hover": contrast(label, tinted) < TEXT ? mix(option, inkOn(label), 0.08) : tinted,
  };
};

/** The colours of `theme` in `scheme`. */
export const palette = (theme: Theme, scheme: Scheme, frame: Frame = "plain"): Palette => {
  const base = ground(theme, scheme);
  const { bg, text, accent } = base;
  const { bot, visitor, inputs, progress } = theme;
  const [botSurface, botText] = painted(bot, mix(bg, mix(text, accent, 0.2), 0.105), 0.28, base);
  const [field, fieldText] = painted(inputs, bg, 0.2, base);
  const you = readColor(visitor?.background, bg) ?? accent;
  const solid = readable(accent, bg, CONTROL);
  const avatar = mix(bg, accent, isDark(bg) ? 0.3 : 0.16);
  const floats = frame === "floating";
  const head = floats ? accent : bg;
  const headText = floats ? readable(WHITE, head, TEXT) : text;
  return {
    bg,
    text,
    "text-2": readable(mix(text, bg, 0.3), bg, TEXT),
    "field-bg": field,
    "field-text": fieldText,
    "field-hint": readable(mix(fieldText, field, 0.36), field, TEXT),
    "field-line": readable(readColor(inputs?.border, bg) ?? mix(bg, text, 0.5), bg, CONTROL),
    bot: botSurface,
    "bot-text": botText,
    you,
    "you-text": wordsOn(you, visitor, WHITE),
    ...options(theme, base),
    solid,
    "on-solid": readable(WHITE, solid, TEXT),
    "error-text": readable(TOMATO[schemeOn(bg)], bg, TEXT),
    avatar,
    "avatar-text": readable(mix(accent, text, 0.25), avatar, TEXT),
    head,
    "head-text": headText,
    "head-text-2": readable(mix(headText, head, floats ? 0.1 : 0.34), head, TEXT),
    progress: readable(readColor(progress?.color, bg) ?? accent, bg, CONTROL),
  };
};

/** The scheme that holds: the author's choice, then the page's wish, then the visitor's system. */
export const schemeOf = (theme: Theme, wish: string | null, systemIsDark: boolean): Scheme => {
  const wished = [theme.scheme, wish].find((one) => one === "light" || one === "dark");
  return wished ?? (systemIsDark ? "dark" : "light");
};
