/** How a question with cards is shown in the builder: each card's actions are its exits. */
import type { Cards, Exit } from "@dialogkit/flow";
import { NEXT, withVariables } from "@dialogkit/flow";

import { Bubble } from "../build/form/SampleParts.tsx";
import css from "./cards.module.css";
import { look } from "./look.ts";
import { askedFor, variableOf, withoutArrow } from "./question.ts";

const Sample = ({ block }: { block: Cards }) => (
  <>
    <Bubble text={block.question ?? ""} />
    <div className={css.cards}>
      {(block.items ?? []).map((card) => (
        <div key={card.id} className={css.card}>
          <strong className={css.title}>{card.title}</strong>
          {card.description && <span className={css.text}>{card.description}</span>}
          {(card.actions ?? []).map((action) => (
            <span key={action.id} className={css.action}>
              {action.label}
            </span>
          ))}
        </div>
      ))}
    </div>
  </>
);

export const cards = look<Cards>()({
  type: "cards",
  words: {
    asks: "Ask “{question}” → {variable}",
    named: "Ask to choose a card → {variable}",
    plain: "Ask to choose a card",
  },
  summary: (block, tools) => {
    const variable = variableOf(block.variable ?? block.keeps?.[0]?.variable);
    return block.variable
      ? askedFor(block, tools)
      : withoutArrow(askedFor({ ...block, variable: block.keeps?.[0]?.variable ?? "" }, tools), variable);
  },
  exits: (block) => [
    { handle: NEXT, label: [], kind: "path" },
    ...(block.items ?? []).flatMap((card) =>
      (card.actions ?? []).map((action): Exit => ({
        handle: action.id,
        label: withVariables(action.label || card.title || ""),
        kind: "answer",
        when: card.when ?? undefined,
      })),
    ),
  ],
  Sample,
});
