/** Changes between two states of a flow, in words, one card a line. */
import { IconArrowsSort, IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import type { AnyBlock, BlockChange, CardChange, Changes } from "@dialogkit/flow";
import { textOf, withoutMarks } from "@dialogkit/flow";

import { useWords } from "../words/useWords.ts";
import css from "./ChangeList.module.css";

const SIGNS = { added: IconPlus, removed: IconMinus, changed: IconPencil, reordered: IconArrowsSort } as const;

type Props = {
  changes: Changes;
  /** What to say where there are none. */
  none: string;
  /** Says what a block does. */
  tell: (block: AnyBlock) => string;
};

export const ChangeList = ({ changes, none, tell }: Props) => {
  const { t } = useWords();
  if (changes.cards.length === 0 && changes.parts.length === 0) return <p className={css.none}>{none}</p>;
  return (
    <ul>
      {changes.cards.map((card) => (
        <Line key={card.card} type={card.type} title={card.title || titleOfBlocks(card, tell)}>
          <CardText card={card} tell={tell} />
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

const CardText = ({ card, tell }: { card: CardChange; tell: Props["tell"] }) => {
  const { t } = useWords();
  return (
    <>
      {card.blocks.map((change, index) => (
        <BlockText key={index} change={change} quiet={card.type !== "changed"} tell={tell} />
      ))}
      {card.rerouted && <span className={css.line}>{t("publish.change.rerouted")}</span>}
    </>
  );
};

type BlockTextProps = { change: BlockChange; quiet: boolean; tell: Props["tell"] };

const BlockText = ({ change, quiet, tell }: BlockTextProps) => {
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
  const words = block ? short(tell(block)) : "";
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

const titleOfBlocks = (card: CardChange, tell: Props["tell"]): string => {
  const block = card.blocks[0]?.after ?? card.blocks[0]?.before;
  return block ? tell(block) : card.card;
};
