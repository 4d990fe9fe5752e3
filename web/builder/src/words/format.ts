/** Numbers, moments and spans as a reader of a language writes them, through Intl; nothing is put together by hand. */
import type { Moment } from "../api/types.ts";

export type Formats = {
  number: (value: number) => string;
  percent: (share: number) => string;
  day: (moment: Moment) => string;
  dayAndTime: (moment: Moment) => string;
  time: (moment: Moment) => string;
  ago: (moment: Moment, now?: number) => string;
  span: (seconds: number) => string;
  list: (words: readonly string[]) => string;
};

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const made = new Map<string, Formats>();

/** Return how `language` writes things, made once. */
export const formatsFor = (language: string): Formats => {
  const known = made.get(language);
  if (known) return known;
  const formats = make(language);
  made.set(language, formats);
  return formats;
};

/** Return the reader's own way of writing `language`, where the browser names one: a Briton's dates are not an American's. */
export const regional = (language: string): string =>
  navigator.languages.find((one) => one === language || one.startsWith(`${language}-`)) ?? language;

const make = (language: string): Formats => {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
  const thisYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
  const day = (moment: Moment) =>
    (new Date(moment).getFullYear() === new Date().getFullYear() ? thisYear : date).format(moment);
  const both = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false });
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    day,
    dayAndTime: (moment) => both.format(new Date(moment)),
    time: (moment) => time.format(new Date(moment)),
    ago: (moment, now = Date.now()) => ago(language, (new Date(moment).getTime() - now) / 1000, () => day(moment)),
    span: (seconds) => span(language, seconds),
    list: (words) => list.format(words),
  };
};

const ago = (language: string, seconds: number, day: () => string): string => {
  if (Math.abs(seconds) > 6 * 86_400) return day();
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 0];
  return size === 0 ? relative.format(0, "second") : relative.format(Math.round(seconds / size), unit);
};

const span = (language: string, seconds: number): string => {
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "narrow" }).format(value);
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${part(hours, "hour")} ${part(minutes, "minute")}`;
  return minutes > 0 ? `${part(minutes, "minute")} ${part(rest, "second")}` : part(rest, "second");
};
