import { expect, test } from "vitest";

import { cellText, columnLabel, isMasked } from "./cell.ts";

test("a list is shown as its members, and an answer that was not given as nothing", () => {
  expect(cellText(["a", "", "b"])).toBe("a, b");
  expect([cellText(null), cellText(undefined), cellText("")]).toEqual(["", "", ""]);
});

test("falsehood and zero are answers", () => {
  expect([cellText(0), cellText(false)]).toEqual(["0", "false"]);
});

test("only what is sensitive is masked", () => {
  expect([isMasked({ privacy: "sensitive" }), isMasked({ privacy: "personal" })]).toEqual([true, false]);
});

test("a column is called by its variable, in words", () => {
  expect(columnLabel({ name: "birth_date" })).toBe("Birth date");
});
