/** The sentence that questions share: what is asked, in the author's words where there are any, and where it is kept. */
import { withoutMarks, withVariables } from "@dialogkit/flow";
import type { Phrase } from "@dialogkit/flow";

import type { Tools } from "./look.ts";

type Asking = { question?: string; variable?: string };

/** Return "Ask “…” → variable", or what kind of answer is asked for where a bubble before it asks. */
export const askedFor = (block: Asking, { say }: Tools<"asks" | "named" | "plain">): Phrase => {
  const variable = variableOf(block.variable);
  const question = withVariables(withoutMarks(block.question ?? ""));
  if (question.length > 0) return withoutArrow(say("asks", { question, variable }), variable);
  return variable.length > 0 ? say("named", { variable }) : say("plain");
};

/** Return the variable of that name as a phrase, empty where there is none. */
export const variableOf = (name: string | undefined): Phrase => (name ? [{ type: "variable", name }] : []);

/** An answer that is not kept points nowhere. */
export const withoutArrow = (phrase: Phrase, variable: Phrase): Phrase => {
  if (variable.length > 0) return phrase;
  const arrow = phrase.findIndex((part) => part.type === "arrow");
  return arrow < 0 ? phrase : phrase.slice(0, arrow);
};
