/** A phrase on one line: words give way where room is short, variables stay whole. */
import { IconArrowNarrowRight } from "@tabler/icons-react";
import type { Part, Phrase } from "@dialogkit/flow";

import { Chip } from "../design/Chip.tsx";
import { useScope } from "./FlowScope.tsx";
import css from "./PhraseLine.module.css";

export const PhraseLine = ({ phrase }: { phrase: Phrase }) => {
  const arrow = phrase.findIndex((part) => part.type === "arrow");
  const [head, tail] = arrow < 0 ? [phrase, []] : [phrase.slice(0, arrow), phrase.slice(arrow)];
  return (
    <span className={css.line}>
      <span className={css.head}>
        <PhraseText phrase={head} />
      </span>
      {tail.length > 0 && (
        <span className={css.tail}>
          <PhraseText phrase={tail} />
        </span>
      )}
    </span>
  );
};

/** A phrase that wraps where it must. */
export const PhraseText = ({ phrase }: { phrase: Phrase }) =>
  phrase.map((part, index) => <PartText key={index} part={part} />);

const PartText = ({ part }: { part: Part }) => {
  const { privacyOf } = useScope();
  switch (part.type) {
    case "words":
      return part.text;
    case "strong":
      return <strong className={css.strong}>{part.text}</strong>;
    case "variable":
      return <Chip name={part.name} privacy={privacyOf(part.name)} />;
    case "arrow":
      return (
        <span className={css.arrow}>
          <IconArrowNarrowRight size={14} stroke={1.5} aria-label="→" />
        </span>
      );
  }
};
