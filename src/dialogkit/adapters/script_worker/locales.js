// Dates and numbers in people's own form, for scripts that mention toLocale... or Intl.
//
// The engine has no Intl. This is the part of it that flows use: six languages, the usual options,
// time zones by their present rule. It is called with the request's zones and its own zone.
(function (zoneRules, ownZone) {
  "use strict";
  const NativeDate = Date;
  const pad = (number, width) => String(number).padStart(width, "0");
  const words = (text) => text.split(" ");

  const LANGUAGES = {
    en: {
      months: words("January February March April May June July August September October November December"),
      short: words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
      days: words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
      shortDays: words("Sun Mon Tue Wed Thu Fri Sat"),
      order: "mdy", separator: "/", join: ", ", hour12: true, full: " at ",
      long: (d, m, y) => (y ? (d ? `${m} ${d}, ${y}` : `${m} ${y}`) : d ? `${m} ${d}` : m),
      weekday: (w, rest) => `${w}, ${rest}`,
      group: ",", decimal: ".", money: (sign, text) => sign + text,
    },
    pt: {
      months: words("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
      short: words("jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez."),
      days: words("domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado"),
      shortDays: words("dom. seg. ter. qua. qui. sex. sáb."),
      order: "dmy", separator: "/", join: ", ", padded: true, full: " às ", signs: { USD: "US$" },
      long: (d, m, y) => [d, m, y].filter((part) => part).join(" de "),
      weekday: (w, rest) => `${w}, ${rest}`,
      group: ".", decimal: ",", money: (sign, text) => `${sign}\u00a0${text}`,
    },
    es: {
      months: words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
      short: words("ene feb mar abr may jun jul ago sept oct nov dic"),
      days: words("domingo lunes martes miércoles jueves viernes sábado"),
      shortDays: words("dom lun mar mié jue vie sáb"),
      order: "dmy", separator: "/", join: ", ", shortHour: true, full: ", ", lateGroup: true,
      periods: ["a.\u00a0m.", "p.\u00a0m."], signs: { USD: "US$", BRL: "BRL" },
      long: (d, m, y, wide) => [d, m, y].filter((part) => part).join(wide ? " de " : " "),
      weekday: (w, rest) => `${w}, ${rest}`,
      group: ".", decimal: ",", money: (sign, text) => `${text}\u00a0${sign}`,
    },
    fr: {
      months: words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
      short: words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
      days: words("dimanche lundi mardi mercredi jeudi vendredi samedi"),
      shortDays: words("dim. lun. mar. mer. jeu. ven. sam."),
      order: "dmy", separator: "/", join: " ", padded: true, full: " à ",
      long: (d, m, y) => [d, m, y].filter((part) => part).join(" "),
      weekday: (w, rest) => `${w} ${rest}`,
      group: "\u202f", decimal: ",", money: (sign, text) => `${text}\u00a0${sign}`, spacedPercent: true,
    },
    de: {
      months: words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
      short: words("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
      days: words("Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag"),
      shortDays: words("So Mo Di Mi Do Fr Sa"),
      order: "dmy", separator: ".", join: ", ", full: " um ",
      long: (d, m, y) => [d && `${d}.`, m, y].filter((part) => part).join(" "),
      weekday: (w, rest) => `${w}, ${rest}`,
      group: ".", decimal: ",", money: (sign, text) => `${text}\u00a0${sign}`, spacedPercent: true,
    },
    it: {
      months: words("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
      short: words("gen feb mar apr mag giu lug ago set ott nov dic"),
      days: words("domenica lunedì martedì mercoledì giovedì venerdì sabato"),
      shortDays: words("dom lun mar mer gio ven sab"),
      order: "dmy", separator: "/", join: ", ", padded: true, full: " alle ore ", signs: { USD: "USD", BRL: "BRL" },
      long: (d, m, y) => [d, m, y].filter((part) => part).join(" "),
      weekday: (w, rest) => `${w} ${rest}`,
      group: ".", decimal: ",", money: (sign, text) => `${text}\u00a0${sign}`,
    },
  };
  const BRITISH = {
    ...LANGUAGES.en, order: "dmy", padded: true, hour12: false, periods: ["am", "pm"], signs: { USD: "US$" },
    long: (d, m, y) => [d, m, y].filter((part) => part).join(" "),
    weekday: (w, rest) => (w.length > 3 ? `${w}, ${rest}` : `${w} ${rest}`),
  };
  // Often used for nothing but their ISO form of a date.
  const ISO = {
    "en-ca": { ...LANGUAGES.en, order: "ymd", separator: "-", padded: true, periods: ["a.m.", "p.m."], signs: { USD: "US$" } },
    "sv-se": { ...BRITISH, order: "ymd", separator: "-", join: " ", hour12: false },
  };
  const SIGNS = { USD: "$", EUR: "€", GBP: "£", BRL: "R$", JPY: "¥", INR: "₹" };

  const tagOf = (locales) => String((Array.isArray(locales) ? locales[0] : locales) ?? "en-US");
  const languageOf = (tag) =>
    ISO[tag.toLowerCase()] ??
    (/^en-(?!US)/i.test(tag) ? BRITISH : LANGUAGES[tag.slice(0, 2).toLowerCase()] ?? LANGUAGES.en);

  // POSIX rules: "EST5EDT,M3.2.0,M11.1.0". Offsets are counted westwards there.
  const RULE = /^(<[^>]+>|[A-Za-z]+)([-+\d:]+)(?:(<[^>]+>|[A-Za-z]+)([-+\d:]+)?(?:,([^,]+),([^,]+))?)?$/;
  const seconds = (text) => {
    const [hours, minutes = 0, rest = 0] = text.replace(/^[-+]/, "").split(":").map(Number);
    return (text.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60 + rest);
  };
  const turn = (year, rule) => {
    const [day, time = "2"] = rule.split("/");
    if (!day.startsWith("M")) return null;
    const [month, week, weekday] = day.slice(1).split(".").map(Number);
    const first = new NativeDate(NativeDate.UTC(year, month - 1, 1)).getUTCDay();
    const last = new NativeDate(NativeDate.UTC(year, month, 0)).getUTCDate();
    let date = 1 + ((weekday - first + 7) % 7) + (week - 1) * 7;
    if (date > last) date -= 7;
    return NativeDate.UTC(year, month - 1, date) / 1000 + seconds(time);
  };
  const offsetOf = (zone, instant) => {
    const rule = RULE.exec(zoneRules[zone] ?? "UTC0");
    if (!rule) return 0;
    const standard = -seconds(rule[2]);
    if (!rule[5]) return standard;
    const summer = rule[4] ? -seconds(rule[4]) : standard + 3600;
    const year = new NativeDate(instant + standard * 1000).getUTCFullYear();
    const [begin, end] = [turn(year, rule[5]), turn(year, rule[6])];
    if (begin === null || end === null) return standard;
    const now = instant / 1000;
    const [from, to] = [begin - standard, end - summer];
    const inSummer = from < to ? now >= from && now < to : now >= from || now < to;
    return inSummer ? summer : standard;
  };
  const zoneOf = (options) => {
    const zone = options.timeZone ?? ownZone;
    if (zone !== "UTC" && zone !== "GMT" && !(zone in zoneRules))
      throw new RangeError(`Invalid time zone specified: ${zone}`);
    return zone;
  };

  const STYLES = {
    full: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
    long: { year: "numeric", month: "long", day: "numeric" },
    medium: { year: "numeric", month: "short", day: "numeric" },
    short: { year: "2-digit", month: "numeric", day: "numeric" },
  };
  const DATE = { year: "numeric", month: "numeric", day: "numeric" };
  const TIME = { hour: "numeric", minute: "2-digit", second: "2-digit" };
  const has = (options, names) => names.some((name) => options[name] !== undefined);
  const DATE_PARTS = ["weekday", "year", "month", "day"];
  const TIME_PARTS = ["hour", "minute", "second", "fractionalSecondDigits"];

  const settled = (options, wants) => {
    const all = { ...options };
    if (options.dateStyle || options.timeStyle) {
      Object.assign(all, STYLES[options.dateStyle]);
      if (options.timeStyle)
        Object.assign(all, TIME, options.timeStyle === "short" ? { second: undefined } : {});
      all.styled = options.dateStyle;
      return all;
    }
    const asked = (wants !== "time" && has(options, DATE_PARTS)) || (wants !== "date" && has(options, TIME_PARTS));
    if (!asked && wants !== "time") Object.assign(all, DATE);
    if (!asked && wants !== "date" && wants !== "default") Object.assign(all, TIME);
    return all;
  };

  const dateText = (language, options, local) => {
    const year = options.year && (options.year === "2-digit" ? pad(local.getUTCFullYear() % 100, 2) : `${local.getUTCFullYear()}`);
    const wide = options.month === "long";
    const named = wide || options.month === "short";
    const both = options.day && options.month;
    const two = options.day === "2-digit" || (both && !named && language.padded);
    const day = options.day && (two ? pad(local.getUTCDate(), 2) : `${local.getUTCDate()}`);
    let text = "";
    if (named) {
      const month = (wide ? language.months : language.short)[local.getUTCMonth()];
      text = language.long(day, month, year, wide);
    } else {
      const widest = options.month === "2-digit" || ((both || year) && language.padded && options.month);
      const month = options.month && (widest ? pad(local.getUTCMonth() + 1, 2) : `${local.getUTCMonth() + 1}`);
      const parts = { d: day, m: month, y: options.styled === "short" && language.padded ? `${local.getUTCFullYear()}` : year };
      text = [...language.order].map((part) => parts[part]).filter((part) => part).join(language.separator);
    }
    if (!options.weekday) return text;
    const names = options.weekday === "long" ? language.days : language.shortDays;
    const weekday = names[local.getUTCDay()];
    return text ? language.weekday(weekday, text) : weekday;
  };

  const timeText = (language, options, local) => {
    const twelve = options.hour12 ?? (options.hourCycle ? /h1[12]/.test(options.hourCycle) : Boolean(language.hour12));
    const hours = local.getUTCHours();
    const shown = twelve ? hours % 12 || 12 : hours;
    const short = options.hour === "numeric" && (twelve || language.shortHour);
    const parts = [];
    if (options.hour) parts.push(short ? `${shown}` : pad(shown, 2));
    if (options.minute) parts.push(pad(local.getUTCMinutes(), options.hour || options.second ? 2 : 1));
    if (options.second) parts.push(pad(local.getUTCSeconds(), options.minute ? 2 : 1));
    const text = parts.join(":");
    return options.hour && twelve ? `${text} ${(language.periods ?? ["AM", "PM"])[hours < 12 ? 0 : 1]}` : text;
  };

  const formatDate = (instant, locales, given, wants) => {
    if (Number.isNaN(instant)) return "Invalid Date";
    const language = languageOf(tagOf(locales));
    const options = settled(given ?? {}, wants);
    const local = new NativeDate(instant + offsetOf(zoneOf(options), instant) * 1000);
    const date = has(options, DATE_PARTS) ? dateText(language, options, local) : "";
    const time = has(options, TIME_PARTS) ? timeText(language, options, local) : "";
    const wordy = options.month === "long" || options.styled === "full" || options.styled === "long";
    const alone = options.weekday && !has(options, ["year", "month", "day"]);
    const between = wordy ? language.full : alone && language !== LANGUAGES.pt ? " " : language.join;
    return date && time ? date + between + time : date || time;
  };

  const formatNumber = (number, locales, options = {}) => {
    const language = languageOf(tagOf(locales));
    if (!Number.isFinite(number)) return Number.isNaN(number) ? "NaN" : number < 0 ? "-∞" : "∞";
    const money = options.style === "currency";
    const percent = options.style === "percent";
    const least = options.minimumFractionDigits ?? (money ? (options.currency === "JPY" ? 0 : 2) : 0);
    const most = options.maximumFractionDigits ?? Math.max(least, money ? least : percent ? 0 : 3);
    let [whole, fraction = ""] = Math.abs(percent ? number * 100 : number).toFixed(Math.min(most, 100)).split(".");
    while (fraction.length > least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
    whole = whole.padStart(options.minimumIntegerDigits ?? 1, "0");
    const grouped = options.useGrouping !== false && !(language.lateGroup && whole.length < 5);
    if (grouped) whole = whole.replace(/\B(?=(\d{3})+$)/g, language.group);
    const text = whole + (fraction && language.decimal + fraction);
    const sign = number < 0 && /[1-9]/.test(text) ? "-" : "";
    if (money) return sign + language.money({ ...SIGNS, ...language.signs }[options.currency] ?? options.currency, text);
    return sign + text + (percent ? (language.spacedPercent ? "\u00a0%" : "%") : "");
  };

  const install = (target, name, value) =>
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  const dateMethods = {
    toLocaleString(locales, options) { return formatDate(this.getTime(), locales, options, "both"); },
    toLocaleDateString(locales, options) { return formatDate(this.getTime(), locales, options, "date"); },
    toLocaleTimeString(locales, options) { return formatDate(this.getTime(), locales, options, "time"); },
  };
  for (const name of Object.keys(dateMethods)) install(Date.prototype, name, dateMethods[name]);
  install(Number.prototype, "toLocaleString", {
    toLocaleString(locales, options) { return formatNumber(Number(this), locales, options); },
  }.toLocaleString);

  class DateTimeFormat {
    #locales;
    #options;
    constructor(locales, options) {
      this.#locales = locales;
      this.#options = { ...options };
      zoneOf(this.#options);
    }
    format(date) {
      return formatDate(date === undefined ? Date.now() : Number(date), this.#locales, this.#options, "default");
    }
    formatToParts(date) {
      const parts = [];
      for (const kind of [...DATE_PARTS, "hour", "minute", "second"]) {
        if (this.#options[kind] === undefined) continue;
        const options = { [kind]: this.#options[kind], timeZone: this.#options.timeZone, hour12: this.#options.hour12 };
        const value = formatDate(date === undefined ? Date.now() : Number(date), this.#locales, options, "default");
        const [text, period] = value.split(" ");
        const padded = ["minute", "second"].includes(kind) ? pad(text, 2) : text;
        parts.push({ type: kind, value: padded });
        if (period) parts.push({ type: "dayPeriod", value: period });
      }
      return parts;
    }
    resolvedOptions() {
      return { locale: tagOf(this.#locales), calendar: "gregory", numberingSystem: "latn", timeZone: zoneOf(this.#options) };
    }
  }
  class NumberFormat {
    #locales;
    #options;
    constructor(locales, options) {
      this.#locales = locales;
      this.#options = { ...options };
    }
    format(number) {
      return formatNumber(Number(number), this.#locales, this.#options);
    }
    resolvedOptions() {
      return { locale: tagOf(this.#locales), numberingSystem: "latn", ...this.#options };
    }
  }
  const callable = (Class) => new Proxy(Class, { apply: (target, _self, values) => new target(...values) });
  install(globalThis, "Intl", {
    DateTimeFormat: callable(DateTimeFormat),
    NumberFormat: callable(NumberFormat),
  });
});
