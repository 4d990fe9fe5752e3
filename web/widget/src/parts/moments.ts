/** Days and times as people of a language write them, wherever the server shows an answer in its plain form. */

/** 2026-03-14, 2026-03-14T10:00 or 10:00. */
const PLAIN = /^(\d{4}-\d\d-\d\d)?(?:(?:^|T)(\d\d:\d\d))?$/;

const format = (plain: string, locale: string): string => {
  const [, day, time] = PLAIN.exec(plain) ?? [];
  // A wall-clock time belongs to no zone, so none may shift it.
  const moment = new Date(`${day ?? "1970-01-01"}T${time ?? "00:00"}Z`);
  if (Number.isNaN(moment.getTime())) return plain;
  const shape = { ...(day && { dateStyle: "long" as const }), ...(time && { timeStyle: "short" as const }) };
  return moment.toLocaleString(locale, { timeZone: "UTC", ...shape });
};

/** `shown`, or the same day, moment, span or time in the words of `locale`. */
export const showMoment = (shown: string, locale: string): string => {
  const parts = shown.split(" to ");
  const isPlain = parts.every((part) => part && PLAIN.test(part));
  return isPlain ? parts.map((part) => format(part, locale)).join(" – ") : shown;
};
