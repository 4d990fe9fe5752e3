/** JSON says what was meant, whatever the page has done to the prototypes. */
import { afterEach, describe, expect, it } from "vitest";
import { encode } from "./encode.ts";

type Tampered = { toJSON?: () => string };

afterEach(() => {
  delete (Array.prototype as Tampered).toJSON;
  delete (Object.prototype as { leaked?: string }).leaked;
});

describe("encode", () => {
  it("writes what JSON.stringify writes on a page that has tampered with nothing", () => {
    const value = { a: [1, "zwei", null, true, { b: undefined, c: 'quote " and \\' }], d: {}, e: "\u2028" };
    expect(encode(value)).toBe(JSON.stringify(value));
  });

  it("is not misled by a toJSON on Array.prototype", () => {
    (Array.prototype as Tampered).toJSON = () => "[]";
    expect(encode({ items: ["a"] })).toBe('{"items":["a"]}');
  });

  it("leaves out what Object.prototype has been given", () => {
    (Object.prototype as { leaked?: string }).leaked = "x";
    expect(encode({ a: 1 })).toBe('{"a":1}');
  });
});
