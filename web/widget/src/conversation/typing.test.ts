/** The bot types as long as reading deserves, within the author's limits. */
import { describe, expect, it } from "vitest";
import { countWords, typingSeconds } from "./typing.ts";

const text = (words: string) => ({ id: "m1", type: "text", text: words });

describe("typingSeconds", () => {
  it("follows the words per minute", () => {
    expect(typingSeconds(text("one two three four five six seven eight nine ten"), { words_per_minute: 400 })).toBe(
      1.5,
    );
  });

  it("never passes the author's limit, nor a glance", () => {
    expect(typingSeconds(text("word ".repeat(500)), { max_seconds: 2 })).toBe(2);
    expect(typingSeconds(text("Hi"), { words_per_minute: 5000 })).toBe(0.35);
  });

  it("is nothing where typing is off, or skipped for the first message", () => {
    expect(typingSeconds(text("Hello there"), { enabled: false })).toBe(0);
    expect(typingSeconds(text("Hello there"), { skip_first: true }, true)).toBe(0);
    expect(typingSeconds(text("Hello there"), { skip_first: true }, false)).toBeGreaterThan(0);
  });

  it("is short for what is not words", () => {
    expect(typingSeconds({ id: "m1", type: "image" })).toBe(0.5);
  });
});

describe("countWords", () => {
  it("counts two signs of a script without spaces as a word", () => {
    expect(countWords("你好，世界")).toBe(3);
    expect(countWords("three plain words")).toBe(3);
    expect(countWords("")).toBe(0);
  });
});
