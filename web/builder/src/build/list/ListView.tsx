/** The flow as a list, in reading order: the same as the canvas for those who cannot or do not want to use one. */
import { IconArrowNarrowRight, IconSitemap } from "@tabler/icons-react";
import { cardOf, edgeFrom, handleOfRow, plain, readingOrder } from "@dialogkit/flow";
import type { Card, Row } from "@dialogkit/flow";
import { useEffect, useMemo, useRef } from "react";

import { BlockIcon } from "../../design/BlockIcon.ts";
import { Button } from "../../design/Button.tsx";
import { useWords } from "../../words/useWords.ts";
import { ExitLabel } from "../ExitLabel.tsx";
import { useScope } from "../FlowScope.tsx";
import { leadingCategory } from "../leadingCategory.ts";
import { PhraseText } from "../PhraseLine.tsx";
import { ProblemText } from "../../shell/ProblemList.tsx";
import type { Select, Selection } from "../selection.ts";
import css from "./ListView.module.css";

type Props = { selection: Selection; select: Select; show: (view: "canvas") => void };

export const ListView = ({ selection, select, show }: Props) => {
  const { t } = useWords();
  const { graph, reader } = useScope();
  const cards = useMemo(() => readingOrder(graph).map((id) => cardOf(graph, id, reader.exits)), [graph, reader]);
  return (
    <div className={css.list}>
      <div className={css.bar}>
        <Button
          size="small"
          icon={<IconSitemap size={16} stroke={1.5} aria-hidden />}
          onClick={() => {
            show("canvas");
          }}
        >
          {t("build.asCanvas")}
        </Button>
      </div>
      <ol className={css.cards}>
        {cards.map((card) => (
          <CardSection key={card.id} card={card} selection={selection} select={select} />
        ))}
      </ol>
    </div>
  );
};

const CardSection = ({ card, selection, select }: { card: Card; selection: Selection; select: Select }) => {
  const { t } = useWords();
  const { titleOf, problemsOfCard, reader } = useScope();
  const here = useRef<HTMLLIElement>(null);
  const chosen = selection?.card === card.id;
  useEffect(() => {
    if (!chosen) return;
    here.current?.scrollIntoView({ block: "start" });
    here.current?.querySelector("h2")?.focus({ preventScroll: true });
  }, [chosen]);
  return (
    <li ref={here} id={`card-${card.id}`} className={css.card} data-selected={chosen || undefined}>
      <h2 tabIndex={-1} className={`${css.title ?? ""} cat-${leadingCategory(card, reader)}`}>
        <span className={css.mark} aria-hidden />
        {titleOf(card.id)}
        {card.event && <span className={css.kind}>{t("build.event")}</span>}
      </h2>
      {problemsOfCard(card.id).map((problem, index) => (
        <p key={index} className={css.problem}>
          <ProblemText problem={problem} />
        </p>
      ))}
      {card.rows.length === 0 && <p className={css.none}>{t("build.emptyNode")}</p>}
      <ul>
        {card.rows.map((row) => (
          <li key={`${row.block.id} ${row.type} ${handleOfRow(row)}`}>
            {row.type === "block" ? (
              <BlockLine row={row} open={selection?.block === row.block.id} select={select} />
            ) : (
              <ExitLine row={row} select={select} />
            )}
          </li>
        ))}
      </ul>
    </li>
  );
};

const BlockLine = ({ row, open, select }: { row: Row; open: boolean; select: Select }) => {
  const { reader } = useScope();
  const kind = reader.kind(row.block);
  return (
    <div className={css.row} data-open={open || undefined}>
      <button
        type="button"
        className={`${css.block ?? ""} cat-${kind.category}`}
        data-block={row.block.id}
        aria-pressed={open}
        onClick={() => {
          select({ block: row.block.id });
        }}
      >
        <BlockIcon name={kind.icon} />
        <span>
          <PhraseText phrase={reader.summary(row.block)} />
        </span>
      </button>
      <Goal row={row} select={select} />
    </div>
  );
};

const ExitLine = ({ row, select }: { row: Row & { type: "exit" }; select: Select }) => (
  <div className={css.exit}>
    <ExitLabel exit={row.exit} />
    <Goal row={row} select={select} />
  </div>
);

/** Where a row leads, as a way to go there. */
const Goal = ({ row, select }: { row: Row; select: Select }) => {
  const { t } = useWords();
  const { graph, titleOf } = useScope();
  const target = edgeFrom(graph, row.block.id, handleOfRow(row))?.to?.node;
  if (row.port === "ends") return <span className={css.end}>{t("build.endsHere")}</span>;
  if (row.port !== "leads" || target === undefined) return null;
  const title = titleOf(target);
  return (
    <button
      type="button"
      className={css.goal}
      aria-label={
        row.type === "exit"
          ? `${plain(row.exit.label)}: ${t("build.leadsTo", { title })}`
          : t("build.leadsTo", { title })
      }
      onClick={() => {
        select({ card: target });
      }}
    >
      <IconArrowNarrowRight size={14} stroke={1.5} aria-hidden /> {title}
    </button>
  );
};
