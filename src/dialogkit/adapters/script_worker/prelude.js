// The only code that runs in a context before a script does.
//
// It returns `step`: called with a request (JSON text) it starts the script, called with nothing it
// returns the outcome (JSON text) once there is one. The second argument is the function of
// `locales.js`, if the script wants it. Everything it needs later is taken now, so that
// a script that changes the built-ins harms nobody but itself. The clock stands at the request's
// `now` and creeps forward as it is read, so that waiting loops end and runs repeat exactly.
(function () {
  "use strict";
  const { parse, stringify } = JSON;
  const { apply, construct, defineProperty, ownKeys } = Reflect;
  const { isArray } = Array;
  const { isFinite: isFiniteNumber } = Number;
  const { imul, floor } = Math;
  const { join } = Array.prototype;
  const NativeDate = Date;
  const dateText = Date.prototype.toString;
  const getTime = Date.prototype.getTime;
  const AsyncFunction = (async () => {}).constructor;
  const MAX_MESSAGE = 500;
  const READINGS_PER_MILLISECOND = 16;

  let outcome = null;
  let now = 0;
  let readings = 0;
  let random = 0;
  let sets = [];

  const define = (target, name, value) =>
    defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

  const readClock = () => now + floor(readings++ / READINGS_PER_MILLISECOND);

  // Mulberry32.
  const { random: seeded } = {
    random() {
      random = (random + 0x6d2b79f5) | 0;
      let mixed = imul(random ^ (random >>> 15), 1 | random);
      mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  };
  define(Math, "random", seeded);

  const GivenDate = new Proxy(NativeDate, {
    __proto__: null,
    apply: () => apply(dateText, new NativeDate(readClock()), []),
    construct: (target, values, newTarget) =>
      construct(target, values.length ? values : [readClock()], newTarget),
  });
  define(NativeDate, "now", { now: () => readClock() }.now);
  define(NativeDate.prototype, "constructor", GivenDate);
  define(globalThis, "Date", GivenDate);

  // Clocks, shared memory and the collector's timing would let runs differ.
  for (const name of ["performance", "WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics"])
    delete globalThis[name];

  const silent = {};
  for (const name of ["log", "info", "warn", "error", "debug", "trace", "dir", "table", "group", "groupEnd"])
    define(silent, name, { [name]() {} }[name]);
  define(globalThis, "console", silent);
  define(
    globalThis,
    "fetch",
    {
      async fetch() {
        throw new Error("fetch is not available in scripts: use an HTTP request block");
      },
    }.fetch,
  );
  define(
    globalThis,
    "setVariable",
    {
      setVariable(name, value) {
        sets[sets.length] = flat([stringify(`${name}`), jsonOf(value) ?? "null"], ":");
      },
    }.setVariable,
  );

  const jsonOf = (value) =>
    typeof value === "bigint"
      ? `"${value}"`
      : stringify(value, (_key, inner) => (typeof inner === "bigint" ? `${inner}` : inner));

  // What the value is before JSON makes it something else.
  const kindOf = (value) => {
    if (value === null) return "null";
    if (typeof value === "number") return isFiniteNumber(value) ? "number" : "not finite";
    if (typeof value !== "object") return typeof value;
    if (isArray(value)) return "list";
    try {
      apply(getTime, value, []);
      return "date";
    } catch {
      return "object";
    }
  };

  // Joining copies: the Python side cannot read the ropes that `+` makes of long texts.
  const flat = (parts, separator) => apply(join, parts, [separator]);

  const answer = (head) => {
    outcome = flat([head, ',"sets":{', flat(sets, ","), "}}"], "");
  };

  const succeed = (value) => {
    const json = jsonOf(value);
    const plain = json === undefined;
    answer(flat(['{"value":', plain ? "null" : json, `,"undefined":${plain},"kind":"${kindOf(value)}"`], ""));
  };

  const describe = (error) => {
    try {
      return typeof error === "object" && error !== null && "message" in error
        ? `${error.name}: ${error.message}`
        : `${error}`;
    } catch {
      return "an error that cannot be shown";
    }
  };

  const fail = (error) => {
    const message = describe(error);
    // Out of memory, the engine rejects with null: it has no room for an error.
    const memory = error === null || message === "InternalError: out of memory";
    let short = "";
    for (let place = 0; place < message.length && place < MAX_MESSAGE; place++) short += message[place];
    answer(`{"error":"${memory ? "memory" : "exception"}","message":${stringify(short)}`);
  };

  const start = (text, locales) => {
    const request = parse(text);
    if (locales) locales(request.zones, request.zone);
    now = request.now;
    random = request.seed | 0;
    const given = request.arguments;
    // The parent sends only names that a parameter may have.
    const names = ownKeys(given);
    const values = [];
    for (let place = 0; place < names.length; place++) values[place] = given[names[place]];
    names[names.length] = request.code;
    return apply(construct(AsyncFunction, names), undefined, values);
  };

  return (text, locales) => {
    if (text === undefined) return outcome;
    (async () => {
      try {
        succeed(await start(text, locales));
      } catch (error) {
        fail(error);
      }
    })();
    return null;
  };
})();
