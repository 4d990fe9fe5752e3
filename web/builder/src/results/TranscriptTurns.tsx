/** The bubbles of a transcript, grouped by the nodes they came from. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { textOf, withoutMarks } from "@dialogkit/flow";
import type { AnyBlock, Flow, Variable } from "@dialogkit/flow";
import { Fragment } from "react";

import { flowQuery } from "../api/queries.ts";
import type { Message, Moment, Transcript } from "../api/types.ts";
import { useWords } from "../words/useWords.ts";
import { isMasked } from "./cell.ts";
import { Masked } from "./Masked.tsx";
import css from "./TranscriptTurns.module.css";

type Line =
  | { type: "node"; title: string }
  | { type: "message"; message: Message }
  | { type: "answer"; text: string; at: Moment | undefined; masked: boolean };

export const TranscriptTurns = ({ flow, transcript }: { flow: string; transcript: Transcript }) => {
  const { t } = useWords();
  const { document } = useSuspenseQuery(flowQuery(flow)).data;
  const nodeOf = new Map(
    (document.nodes ?? []).flatMap((node) => (node.blocks ?? []).map((block) => [block.id, node.title ?? ""])),
  );
  const lines = linesOf(transcript, nodeOf, sensitiveBlocks(document));
  if (lines.length === 0) return <p className={css.none}>{t("results.noMessages")}</p>;
  return (
    <ol className={css.turns}>
      {lines.map((line, index) => (
        <Fragment key={index}>
          <LineView line={line} />
        </Fragment>
      ))}
    </ol>
  );
};

const LineView = ({ line }: { line: Line }) => {
  const { t, format } = useWords();
  switch (line.type) {
    case "node":
      return <li className={css.node}>{line.title}</li>;
    case "message":
      return (
        <li className={css.bubble} data-tone={line.message.tone}>
          <span className="visually-hidden">{t("results.bot")}: </span>
          <MessageText message={line.message} />
        </li>
      );
    case "answer":
      return (
        <li className={css.answer}>
          {line.at !== undefined && <span className={css.time}>{format.time(line.at)}</span>}
          <span className={css.mine}>
            <span className="visually-hidden">{t("results.you")}: </span>
            <Masked masked={line.masked && line.text !== ""} text={line.text || t("results.skipped")} />
          </span>
        </li>
      );
  }
};

const MessageText = ({ message }: { message: Message }) => {
  const { t } = useWords();
  if (message.text) return withoutMarks(message.text);
  if (message.type === "image") return t("results.picture", { alt: message.alt || (message.url ?? "") });
  return t("results.media", { url: message.url ?? message.type });
};

/** Messages that are felt rather than read are left out. */
const SILENT = new Set(["wait", "script", "tag", "redirect", "end"]);

const linesOf = (
  transcript: Transcript,
  nodeOf: ReadonlyMap<string, string>,
  sensitive: ReadonlySet<string>,
): readonly Line[] => {
  const lines: Line[] = [];
  let node = "";
  for (const turn of transcript.transcript) {
    if (turn.shown !== undefined && turn.shown !== null)
      lines.push({ type: "answer", text: turn.shown, at: turn.at, masked: sensitive.has(turn.path?.[0]?.[0] ?? "") });
    for (const message of turn.messages) {
      if (SILENT.has(message.type) && !message.text) continue;
      const title = nodeOf.get(message.block ?? "") ?? node;
      if (title !== node && title) lines.push({ type: "node", title });
      node = title;
      lines.push({ type: "message", message });
    }
  }
  return lines;
};

/** The questions whose answers are kept in a sensitive variable. An answer's path begins with its question. */
const sensitiveBlocks = (flow: Flow): ReadonlySet<string> => {
  const names = new Set((flow.variables ?? []).filter(isSensitive).map((variable) => variable.name));
  const blocks = (flow.nodes ?? []).flatMap((node) => (node.blocks ?? []) as readonly AnyBlock[]);
  return new Set(blocks.filter((block) => names.has(textOf(block, "variable"))).map((block) => block.id));
};

const isSensitive = (variable: Variable): boolean => isMasked({ privacy: variable.privacy ?? "none" });
