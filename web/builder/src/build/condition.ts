/** A condition in words. */
import type { Comparison, Condition, Phrase } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";
import type { TFunction } from "i18next";

/** True where `value` has the shape of a condition. */
export const isCondition = (value: unknown): value is Condition =>
  typeof value === "object" && value !== null && !Array.isArray(value) && ("comparisons" in value || "groups" in value);

/** Return `condition` as a phrase: comparisons joined by *and* or *or*, groups in brackets. */
export const conditionPhrase = (condition: unknown, t: TFunction): Phrase => {
  if (!isCondition(condition)) return [words(t("build.condition.nothing"))];
  const parts = [
    ...(condition.comparisons ?? []).map((comparison) => comparisonPhrase(comparison, t)),
    ...(condition.groups ?? []).map((group): Phrase => [words("("), ...conditionPhrase(group, t), words(")")]),
  ];
  const joint = words(` ${t(`build.condition.${condition.join ?? "and"}`)} `);
  return parts.length === 0
    ? [words(t("build.condition.nothing"))]
    : parts.flatMap((part, index) => (index === 0 ? part : [joint, ...part]));
};

const comparisonPhrase = ({ variable, operator, value }: Comparison, t: TFunction): Phrase => {
  const left: Phrase = variable ? [{ type: "variable", name: variable }] : [words(t("build.condition.unfinished"))];
  if (!operator) return left;
  return [...left, words(` ${t(`build.condition.${operator}`)}${value ? " " : ""}`), ...strong(value ?? "")];
};

const strong = (value: string): Phrase =>
  withVariables(value).map((part) => (part.type === "words" ? { type: "strong", text: part.text } : part));

const words = (text: string) => ({ type: "words", text }) as const;
