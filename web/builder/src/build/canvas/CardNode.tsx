/** A card: the title, and a row for each block and each exit. From afar, the title and coloured bars. */
import { Tooltip } from "@mantine/core";
import { useStore } from "@xyflow/react";
import type { NodeProps } from "@xyflow/react";
import { CARD, handleOfRow, plain } from "@dialogkit/flow";
import type { Card, Row } from "@dialogkit/flow";
import { memo, use } from "react";

import { BlockIcon } from "../../design/BlockIcon.ts";
import { useWords } from "../../words/useWords.ts";
import { useScope } from "../FlowScope.tsx";
import { PhraseLine } from "../PhraseLine.tsx";
import { ExitLabel } from "../ExitLabel.tsx";
import { distanceOf } from "./distance.ts";
import type { CardNodeType } from "./elements.ts";
import { portId } from "./portId.ts";
import { MarksContext, SelectionContext } from "./SelectionContext.ts";

const Named = ({ data: { card, category } }: NodeProps<CardNodeType>) => {
  const far = useStore((store) => distanceOf(store.transform[2]) !== "near");
  const { selection } = use(SelectionContext);
  const { titleOf, reader } = useScope();
  const marks = use(MarksContext);
  const selected = selection?.card === card.id || card.rows.some((row) => row.block.id === selection?.block);
  const title = titleOf(card.id);
  const lead = card.rows.find((row) => reader.kind(row.block).category === category)?.block;
  const mark = marks ? (marks.cards.get(card.id) ?? marks.rest) : "";
  return (
    <article
      className={`card cat-${category}`}
      aria-label={title}
      data-selected={selected || undefined}
      data-mark={mark || undefined}
      data-far={far || undefined}
    >
      <span className="card-spine" />
      <span className="target" data-handleid="left" data-handlepos="left" data-nodeid={card.id} />
      <span className="target" data-handleid="top" data-handlepos="top" data-nodeid={card.id} />
      {far ? (
        <Far card={card} title={title} />
      ) : (
        <Near card={card} title={title} icon={lead ? reader.kind(lead).icon : "square"} />
      )}
      <ProblemDot card={card.id} />
      {mark && <MarkTag mark={mark} />}
    </article>
  );
};

export const CardNode = memo(Named, (before, after) => before.data === after.data);

type Face = { card: Card; title: string };

const Near = ({ card, title, icon }: Face & { icon: string }) => {
  const { select } = use(SelectionContext);
  return (
    <>
      <h2
        className="card-head"
        onClick={() => {
          select({ card: card.id });
        }}
      >
        <BlockIcon name={icon} />
        <span className="card-title">{title}</span>
      </h2>
      {card.rows.map((row) =>
        row.type === "block" ? (
          <BlockRow key={row.block.id} row={row} />
        ) : (
          <ExitRow key={portId(row.block.id, row.exit.handle)} row={row} />
        ),
      )}
    </>
  );
};

const BlockRow = ({ row }: { row: Row & { type: "block" } }) => {
  const { reader } = useScope();
  const { selection, select } = use(SelectionContext);
  const marks = use(MarksContext);
  const kind = reader.kind(row.block);
  const phrase = reader.summary(row.block);
  return (
    <div className={`card-row cat-${kind.category}`} data-mark={marks?.blocks.get(row.block.id)}>
      <button
        type="button"
        className="card-block"
        tabIndex={-1}
        data-block={row.block.id}
        aria-pressed={selection?.block === row.block.id}
        title={plain(phrase)}
        onClick={() => {
          select({ block: row.block.id });
        }}
      >
        <BlockIcon name={kind.icon} />
        <PhraseLine phrase={phrase} />
      </button>
      <Port row={row} />
    </div>
  );
};

const ExitRow = ({ row }: { row: Row & { type: "exit" } }) => {
  const { selection, select } = use(SelectionContext);
  return (
    <div
      className="card-exit"
      data-open={selection?.block === row.block.id || undefined}
      onClick={() => {
        select({ block: row.block.id });
      }}
    >
      <ExitLabel exit={row.exit} />
      <Port row={row} />
    </div>
  );
};

const Port = ({ row }: { row: Row }) => (
  <span
    className="source port"
    data-port={row.port}
    data-handleid={portId(row.block.id, handleOfRow(row))}
    data-handlepos="right"
  />
);

const Far = ({ card, title }: Face) => {
  const { reader } = useScope();
  const blocks = card.rows.filter((row) => row.type === "block");
  return (
    <>
      <h2 className="card-far" style={{ height: Math.max(card.height - 8 - blocks.length * 10, CARD.header) }}>
        {title}
      </h2>
      <span className="card-bars">
        {blocks.map((row) => (
          <span key={row.block.id} className={`card-bar cat-${reader.kind(row.block).category}`} />
        ))}
      </span>
      {card.rows.map((row) => (
        <span
          key={portId(row.block.id, handleOfRow(row))}
          className="source port"
          data-port={row.port === "leads" ? "far" : row.port}
          data-handleid={portId(row.block.id, handleOfRow(row))}
          data-handlepos="right"
          style={{ top: row.top + row.height / 2 }}
        />
      ))}
    </>
  );
};

const ProblemDot = ({ card }: { card: string }) => {
  const { t } = useWords();
  const { problemsOfCard } = useScope();
  const problems = problemsOfCard(card);
  if (problems.length === 0) return null;
  const error = problems.some((problem) => problem.severity === "error");
  return (
    <Tooltip
      multiline
      maw={320}
      position="top"
      openDelay={100}
      label={problems.map((problem) => problem.message).join("\n")}
    >
      <span
        className="card-problems"
        data-error={error || undefined}
        role="img"
        aria-label={t("build.problems", { count: problems.length })}
      >
        {problems.length}
      </span>
    </Tooltip>
  );
};

const MarkTag = ({ mark }: { mark: string }) => {
  const { t } = useWords();
  if (mark === "same" || mark === "walked" || mark === "here") return null;
  return (
    <span className="card-tag" data-mark={mark}>
      {t(`publish.change.${mark as "added"}`)}
    </span>
  );
};
