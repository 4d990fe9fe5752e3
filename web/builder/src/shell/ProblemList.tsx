/** How many problems the check found, and the list of them; each leads to its block. */
import { Popover } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { countProblems, worstFirst } from "@dialogkit/flow";
import type { Problem } from "@dialogkit/flow";
import { useState } from "react";

import type { FlowDetail } from "../api/types.ts";
import { Button } from "../design/Button.tsx";
import { Marked } from "../design/Marked.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./ProblemList.module.css";

export const ProblemList = ({ flow }: { flow: FlowDetail }) => {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const { errors } = countProblems(flow.problems);
  const many = flow.problems.length;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <Button
          kind="ghost"
          aria-label={many > 0 ? t("build.problems", { count: many }) : t("build.noProblems")}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
          icon={<Sign many={many} errors={errors} aria-hidden />}
        >
          {many > 0 ? format.number(many) : null}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("build.problemsTitle")}>
        {many === 0 ? (
          <p className={css.none}>{t("build.noProblemsText")}</p>
        ) : (
          <Problems
            flow={flow}
            chosen={() => {
              setOpen(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
};

const Sign = ({ many, errors }: { many: number; errors: number }) => {
  if (many === 0) return <IconCircleCheck size={16} stroke={1.5} className={css.good} aria-hidden />;
  return errors > 0 ? (
    <IconAlertCircle size={16} stroke={1.5} className={css.error} aria-hidden />
  ) : (
    <IconAlertTriangle size={16} stroke={1.5} className={css.warning} aria-hidden />
  );
};

const Problems = ({ flow, chosen }: { flow: FlowDetail; chosen: () => void }) => {
  const navigate = useNavigate();
  const go = (problem: Problem) => {
    chosen();
    const search = problem.block ? { block: problem.block } : problem.node ? { card: problem.node } : {};
    void navigate({ to: "/flows/$flow/build", params: { flow: flow.id }, search });
  };
  return (
    <ul className={css.list}>
      {worstFirst(flow.problems).map((problem, index) => (
        <li key={index}>
          <button
            type="button"
            className={css.problem}
            onClick={() => {
              go(problem);
            }}
          >
            <ProblemText problem={problem} where={titleOf(flow, problem)} />
          </button>
        </li>
      ))}
    </ul>
  );
};

export const ProblemText = ({ problem, where }: { problem: Problem; where?: string }) => {
  const { t } = useWords();
  const error = problem.severity === "error";
  return (
    <>
      <Sign many={1} errors={error ? 1 : 0} aria-hidden />
      <span className="visually-hidden">{error ? t("build.error") : t("build.warning")}</span>
      <span className={css.message}>
        <Marked text={problem.message} />
        {problem.fix && (
          <span className={css.fix}>
            <Marked text={problem.fix} />
          </span>
        )}
        {where && <span className={css.where}>{where}</span>}
      </span>
    </>
  );
};

const titleOf = (flow: FlowDetail, problem: Problem): string =>
  flow.document.nodes?.find((node) => node.id === problem.node)?.title ?? "";
