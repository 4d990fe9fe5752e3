/** Changes between two states of a flow, in words, one card a line. */
import { IconArrowsSort, IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import type { BlockChange, CardChange, Changes } from "@dialogkit/flow";
import { asWords, textOf, withoutMarks } from "@dialogkit/flow";

import { useWords } from "../words/useWords.ts";
import css from "./ChangeList.module.css";

const SIGNS = { added: IconPlus, removed: IconMinus, changed: IconPencil, reordered: IconArrowsSort } as const;

export const ChangeList = ({ changes, none }: { changes: Changes; none: string }) => {
  const { t } = useWords();
  if (changes.cards.length === 0 && changes.parts.length === 0) return <p className={css.none}>{none}</p>;
  return (
    <ul>
      {changes.cards.map((card) => (
        <Line key={card.card} type={card.type} title={card.title || titleOfBlocks(card)}>
          <CardText card={card} />
        </Line>
      ))}
      {changes.parts.map((part) => (
        <Line key={part} type="changed" title={t(`publish.change.${part}`)} />
      ))}
    </ul>
  );
};

type LineProps = { type: keyof typeof SIGNS; title: string; children?: React.ReactNode };

const Line = ({ type, title, children }: LineProps) => {
  const { t } = useWords();
  const Sign = SIGNS[type];
  return (
    <li className={css.change}>
      <span className={css.sign} data-type={type}>
        <Sign size={14} stroke={1.5} aria-label={t(`publish.change.${type}`)} />
      </span>
      <span className={css.text}>
        <strong className={css.title}>{title}</strong>
        {children}
      </span>
    </li>
  );
};

const CardText = ({ card }: { card: CardChange }) => {
  const { t } = useWords();
  return (
    <>
      {card.blocks.map((change, index) => (
        <BlockText key={index} change={change} quiet={card.type !== "changed"} />
      ))}
      {card.rerouted && <span className={css.line}>{t("publish.change.rerouted")}</span>}
    </>
  );
};

const BlockText = ({ change, quiet }: { change: BlockChange; quiet: boolean }) => {
  const { before, after, fields } = change;
  const field = fields.find((name) => typeof (before ?? after)?.[name] === "string");
  if (change.type === "changed" && before && after && field)
    return (
      <span className={css.line}>
        <del className={css.was}>{short(textOf(before, field))}</del>{" "}
        <ins className={css.is}>{short(textOf(after, field))}</ins>
      </span>
    );
  const block = after ?? before;
  const words = block ? short(textOf(block, "question") || textOf(block, "text") || asWords(block.type)) : "";
  if (quiet) return <span className={css.line}>{words}</span>;
  return (
    <span className={css.line}>
      {change.type === "removed" ? <del className={css.was}>{words}</del> : <ins className={css.is}>{words}</ins>}
    </span>
  );
};

const MOST = 64;

const short = (text: string): string => {
  const words = withoutMarks(text);
  return words.length > MOST ? `${words.slice(0, MOST)}…` : words;
};

const titleOfBlocks = (card: CardChange): string => {
  const block = card.blocks[0]?.after ?? card.blocks[0]?.before;
  return block ? asWords(block.type) : card.card;
};
