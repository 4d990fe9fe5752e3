/** How a question for a rating is shown in the builder. */
import type { Rating } from "@dialogkit/flow";

import { Bubble } from "../build/form/SampleParts.tsx";
import { look } from "./look.ts";
import { variableOf, withoutArrow } from "./question.ts";
import css from "./rating.module.css";

const MOST = 11;

const Sample = ({ block }: { block: Rating }) => {
  const from = block.from ?? 1;
  const steps = Array.from({ length: Math.min((block.to ?? 5) - from + 1, MOST) }, (_, index) => from + index);
  return (
    <>
      <Bubble text={block.question ?? ""} />
      <div className={css.scale}>
        {steps.map((step) => (
          <span key={step} className={css.step}>
            {block.style === "icons" ? "★" : step}
          </span>
        ))}
      </div>
      <div className={css.ends}>
        <span>{block.left}</span>
        <span>{block.right}</span>
      </div>
    </>
  );
};

export const rating = look<Rating>()({
  type: "rating",
  words: { rates: "Ask to rate {from}–{to} → {variable}" },
  summary: (block, { say }) => {
    const variable = variableOf(block.variable);
    return withoutArrow(say("rates", { from: block.from ?? 1, to: block.to ?? 5, variable }), variable);
  },
  Sample,
});
