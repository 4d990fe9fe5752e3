/** How a branch on conditions is shown in the builder: each way in the author's words, or its condition. */
import type { ConditionBlock, Exit, Phrase } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";
import { variableOf } from "./question.ts";

export const condition = look<ConditionBlock>()({
  type: "condition",
  words: { on: "Branch on {variables}", plain: "Branch", otherwise: "Otherwise", and: " and " },
  summary: (block, { say }) => {
    const names = [...new Set((block.branches ?? []).flatMap((branch) => variablesIn(branch.when)))];
    const joined = names.flatMap((name, index): Phrase => [...(index > 0 ? say("and") : []), ...variableOf(name)]);
    return joined.length > 0 ? say("on", { variables: joined }) : say("plain");
  },
  exits: (block, { say, condition: inWords }) => [
    ...(block.branches ?? []).map((branch): Exit => ({
      handle: branch.id,
      label: branch.label ? withVariables(branch.label) : inWords(branch.when),
      kind: "path",
    })),
    { handle: "else", label: say("otherwise"), kind: "path" },
  ],
});

type Test = NonNullable<ConditionBlock["branches"]>[number]["when"];

const variablesIn = (test: Test): readonly string[] => [
  ...(test?.comparisons ?? []).flatMap(({ variable }) => (variable ? [variable] : [])),
  ...(test?.groups ?? []).flatMap(variablesIn),
];
