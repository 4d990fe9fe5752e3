/** What a visitor sees of a block: its own sample where it has one, else what can be told from its fields. */
import type { AnyBlock } from "@dialogkit/flow";
import { itemsOf, textOf, withVariables } from "@dialogkit/flow";

import { useWords } from "../../words/useWords.ts";
import { useScope } from "../FlowScope.tsx";
import { PhraseText } from "../PhraseLine.tsx";
import css from "./Sample.module.css";
import { Bubble, Field, Pill } from "./SampleParts.tsx";

export const Sample = ({ block }: { block: AnyBlock }) => {
  const { t } = useWords();
  const { reader } = useScope();
  const Own = reader.look(block)?.Sample;
  const visible = Own !== undefined || ["bubble", "question"].includes(reader.kind(block).category);
  return (
    <section className={css.sample}>
      <h3 className={css.label}>{t("build.form.sample")}</h3>
      {Own && <Own block={block} />}
      {!Own && visible && <Generated block={block} question={reader.kind(block).category === "question"} />}
      {!visible && <p className={css.none}>{t("build.form.noSample")}</p>}
    </section>
  );
};

const Generated = ({ block, question }: { block: AnyBlock; question: boolean }) => {
  const { t } = useWords();
  const text = textOf(block, "text") || textOf(block, "question");
  const items = itemsOf(block);
  return (
    <>
      <Bubble text={text || textOf(block, "url")} />
      {items.length > 0 && (
        <div className={css.pills}>
          {items.map((item) => (
            <Pill key={item.id} conditional={item.when !== undefined && item.when !== null}>
              <PhraseText phrase={withVariables(item.label ?? item.title ?? "")} />
            </Pill>
          ))}
        </div>
      )}
      {question && items.length === 0 && <Field>{textOf(block, "placeholder") || t("build.form.placeholder")}</Field>}
    </>
  );
};
