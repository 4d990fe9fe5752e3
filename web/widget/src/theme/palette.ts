/**
 * From an author's theme to the colours of one chat: every text at least 4.5:1 on what it lies on, every control
 * and ring 3:1. What the author chose is kept where it can be read and moved as little as needed where it cannot.
 */
import type { Paint, Theme } from "../protocol/wire.ts";
import { BLACK, type Color, WHITE, contrast, darkened, isDark, mix, readColor, readable } from "./color.ts";

export type Scheme = "light" | "dark";

/** Where the chat is shown: only what floats above a page wears the accent as its header. */
export type Frame = "plain" | "floating";

export type Token =
  | "bg"
  | "text"
  | "text-2"
  | "line"
  | "field-bg"
  | "field-text"
  | "field-hint"
  | "field-line"
  | "bot"
  | "bot-text"
  | "code"
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

/** The author's colour, or its dark likeness where the page is dark and the colour is not. */
const surface = (source: string | undefined, scheme: Scheme, under: Color, depth: number): Color | null => {
  const color = readColor(source, scheme === "dark" ? WHITE : under);
  return color && scheme === "dark" && !isDark(color) ? darkened(color, depth) : color;
};

const ground = (theme: Theme, scheme: Scheme): Ground => {
  const chosen = theme.background?.type === "color" ? surface(theme.background.value, scheme, WHITE, 0.12) : null;
  const bg = chosen ?? PAPER[scheme];
  const wanted = isDark(bg) ? INK.dark : INK.light;
  const accent = readColor(theme.accent, bg) ?? readColor(theme.visitor?.background, bg) ?? IRIS;
  return { scheme, bg, text: readable(wanted, [bg], 7), accent };
};

/** The words an author chose for a surface, or those of the page, so that they can be read there. */
const words = (paint: Paint | undefined, on: Color, usual: Color): Color =>
  readable(readColor(paint?.color, on) ?? usual, [on], TEXT);

const bubbles = (theme: Theme, { scheme, bg, text, accent }: Ground) => {
  const bot = surface(theme.bot?.background, scheme, bg, 0.28) ?? mix(bg, mix(text, accent, 0.2), 0.105);
  const you = readColor(theme.visitor?.background, bg) ?? accent;
  return {
    bot,
    "bot-text": words(
      scheme === "dark" && theme.bot?.background ? undefined : theme.bot,
      bot,
      isDark(bot) ? INK.dark : text,
    ),
    code: mix(bot, isDark(bot) ? WHITE : BLACK, 0.07),
    you,
    "you-text": words(theme.visitor, you, WHITE),
  };
};

/** Answers to choose from. A background of the author's makes them solid, else they are outlined in the accent. */
const options = (theme: Theme, { scheme, bg, text, accent }: Ground) => {
  const option = surface(theme.buttons?.background, scheme, bg, 0.3) ?? bg;
  const line = readColor(theme.buttons?.border, bg) ?? mix(option, accent, 0.75);
  const wanted = readColor(theme.buttons?.color, option) ?? (theme.buttons?.background ? text : accent);
  const label = readable(readable(wanted, [option], isDark(option) ? 7 : 5.2), [option], TEXT);
  const tinted = mix(option, accent, 0.07);
  return {
    option,
    "option-text": label,
    "option-hint": readable(mix(text, option, 0.35), [option], TEXT),
    "option-line": readable(line, [bg], CONTROL),
    "option-hover": contrast(label, tinted) < TEXT ? mix(option, isDark(label) ? WHITE : BLACK, 0.08) : tinted,
  };
};

const fields = (theme: Theme, { scheme, bg, text }: Ground) => {
  const field = surface(theme.inputs?.background, scheme, bg, 0.2) ?? bg;
  const value = words(
    scheme === "dark" && theme.inputs?.background ? undefined : theme.inputs,
    field,
    isDark(field) ? INK.dark : text,
  );
  return {
    "field-bg": field,
    "field-text": value,
    "field-hint": readable(mix(value, field, 0.36), [field], TEXT),
    "field-line": readable(readColor(theme.inputs?.border, bg) ?? mix(bg, text, 0.5), [bg], CONTROL),
  };
};

const header = ({ bg, text, accent }: Ground, frame: Frame) => {
  const head = frame === "floating" ? accent : bg;
  const name = frame === "floating" ? readable(WHITE, [head], TEXT) : text;
  return {
    head,
    "head-text": name,
    "head-text-2": readable(mix(name, head, frame === "floating" ? 0.1 : 0.34), [head], TEXT),
  };
};

/** The colours of `theme` in `scheme`. */
export const palette = (theme: Theme, scheme: Scheme, frame: Frame = "plain"): Palette => {
  const base = ground(theme, scheme);
  const { bg, text, accent } = base;
  const solid = readable(accent, [bg], CONTROL);
  const avatar = mix(bg, accent, isDark(bg) ? 0.3 : 0.16);
  return {
    bg,
    text,
    "text-2": readable(mix(text, bg, 0.3), [bg], TEXT),
    line: mix(bg, text, 0.12),
    ...fields(theme, base),
    ...bubbles(theme, base),
    ...options(theme, base),
    solid,
    "on-solid": readable(WHITE, [solid], TEXT),
    "error-text": readable(TOMATO[isDark(bg) ? "dark" : "light"], [bg], TEXT),
    avatar,
    "avatar-text": readable(mix(accent, text, 0.25), [avatar], TEXT),
    ...header(base, frame),
    progress: readable(readColor(theme.progress?.color, bg) ?? accent, [bg], CONTROL),
  };
};

/** The scheme that holds: the author's choice, then the page's wish, then the visitor's system. */
export const schemeOf = (theme: Theme, wish: string | null, systemIsDark: boolean): Scheme => {
  const wished = [theme.scheme, wish].find((one) => one === "light" || one === "dark");
  return wished ?? (systemIsDark ? "dark" : "light");
};
