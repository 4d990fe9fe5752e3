/** The form of the open block, at the right: what visitors see of it, what is wrong, and its fields. For reading, so far. */
import { useNavigate } from "@tanstack/react-router";
import { IconPlayerPlay, IconX } from "@tabler/icons-react";
import type { AnyBlock } from "@dialogkit/flow";

import { BlockIcon } from "../../design/BlockIcon.ts";
import { Button } from "../../design/Button.tsx";
import { ProblemText } from "../../shell/ProblemList.tsx";
import { useWords } from "../../words/useWords.ts";
import { useScope } from "../FlowScope.tsx";
import type { Select } from "../selection.ts";
import css from "./BlockForm.module.css";
import { FormSections } from "./FormSections.tsx";
import { Sample } from "./Sample.tsx";

export const BlockForm = ({ block: id, select }: { block: string; select: Select }) => {
  const { t } = useWords();
  const { graph, problemsOfBlock } = useScope();
  const place = graph.places.get(id);
  if (!place) return null;
  return (
    <aside className={css.form} aria-label={t("build.form.label")}>
      <Head block={place.block} card={place.card} node={place.node?.id} select={select} />
      <div className={css.body} tabIndex={0} role="group" aria-label={t("build.form.settings")}>
        <Sample block={place.block} />
        {problemsOfBlock(id).map((problem, index) => (
          <div key={index} className={css.problem} data-severity={problem.severity}>
            <ProblemText problem={problem} />
          </div>
        ))}
        <FormSections key={id} block={place.block} select={select} />
        <p className={css.note}>{t("build.form.readOnly")}</p>
      </div>
    </aside>
  );
};

type HeadProps = { block: AnyBlock; card: string; node: string | undefined; select: Select };

const Head = ({ block, card, node, select }: HeadProps) => {
  const { t } = useWords();
  const { reader, titleOf } = useScope();
  const navigate = useNavigate({ from: "/flows/$flow/build" });
  const kind = reader.kind(block);
  return (
    <div className={`${css.head ?? ""} cat-${kind.category}`}>
      <span className={css.icon}>
        <BlockIcon name={kind.icon} />
      </span>
      <h2 className={css.title}>{kind.label}</h2>
      <span className={css.where}>{titleOf(card)}</span>
      <span className={css.space} />
      {node && (
        <Button
          kind="ghost"
          bare
          title={t("build.form.previewHere")}
          icon={<IconPlayerPlay size={16} stroke={1.5} aria-hidden />}
          onClick={() => void navigate({ search: (rest) => ({ ...rest, preview: true, from: node }) })}
        >
          {t("build.form.previewHere")}
        </Button>
      )}
      <Button
        kind="ghost"
        bare
        title={t("actions.close")}
        icon={<IconX size={16} stroke={1.5} aria-hidden />}
        onClick={() => {
          select(null);
          focusBlock(block.id);
        }}
      >
        {t("actions.close")}
      </Button>
    </div>
  );
};

/** Whoever closes the form goes on where it was opened. */
const focusBlock = (block: string): void => {
  const row = document.querySelector<HTMLElement>(`[data-block="${CSS.escape(block)}"]`);
  (row ?? document.getElementById("canvas"))?.focus({ preventScroll: true });
};
