/** The sections of a form: one is open at a time, the others say their value at the right. */
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { edgeFrom, plain } from "@dialogkit/flow";
import type { AnyBlock } from "@dialogkit/flow";
import { useId, useState } from "react";
import type { ReactNode } from "react";

import { useWords } from "../../words/useWords.ts";
import { ExitLabel } from "../ExitLabel.tsx";
import { useScope } from "../FlowScope.tsx";
import type { Select } from "../selection.ts";
import css from "./FormSections.module.css";
import { FieldValue, ShortValue } from "./FieldValue.tsx";
import { sectionsOf } from "./sections.ts";
import type { FieldEntry } from "./sections.ts";

const ADVANCED = "advanced";
const EXITS = "exits";

export const FormSections = ({ block, select }: { block: AnyBlock; select: Select }) => {
  const { t } = useWords();
  const { reader } = useScope();
  const { own, advanced } = sectionsOf(block, reader.kind(block).schema);
  const [open, setOpen] = useState<string | null>(own.find((entry) => entry.name !== "variable")?.name ?? null);
  const toggle = (name: string) => () => {
    setOpen(open === name ? null : name);
  };
  return (
    <>
      {own.map((entry) => (
        <Section
          key={entry.name}
          title={labelFor(entry, t)}
          open={open === entry.name}
          toggle={toggle(entry.name)}
          value={<ShortValue name={entry.name} value={entry.value} />}
        >
          <FieldValue name={entry.name} value={entry.value} />
        </Section>
      ))}
      <Section
        title={t("build.form.exits")}
        open={open === EXITS}
        toggle={toggle(EXITS)}
        value={<ExitCount block={block} />}
      >
        <Exits block={block} select={select} />
      </Section>
      {advanced.length > 0 && (
        <Section title={t("build.form.advanced")} open={open === ADVANCED} toggle={toggle(ADVANCED)} value={null}>
          <dl className={css.rest}>
            {advanced.map((entry) => (
              <div key={entry.name} className={css.restLine}>
                <dt>{labelFor(entry, t)}</dt>
                <dd>
                  <ShortValue name={entry.name} value={entry.value} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
};

type SectionProps = { title: string; open: boolean; toggle: () => void; value: ReactNode; children: ReactNode };

const Section = ({ title, open, toggle, value, children }: SectionProps) => {
  const id = useId();
  return (
    <section className={css.section}>
      <h3>
        <button type="button" className={css.head} aria-expanded={open} aria-controls={id} onClick={toggle}>
          {open ? (
            <IconChevronDown size={14} stroke={1.5} aria-hidden />
          ) : (
            <IconChevronRight size={14} stroke={1.5} aria-hidden />
          )}
          <span className={css.title}>{title}</span>
          {!open && <span className={css.value}>{value}</span>}
        </button>
      </h3>
      <div id={id} hidden={!open} className={css.body}>
        {open && children}
      </div>
    </section>
  );
};

const ExitCount = ({ block }: { block: AnyBlock }) => {
  const { format } = useWords();
  const { reader } = useScope();
  return format.number(reader.exits(block).length);
};

const Exits = ({ block, select }: { block: AnyBlock; select: Select }) => {
  const { t } = useWords();
  const { graph, reader, titleOf } = useScope();
  return (
    <ul className={css.exits}>
      {reader.exits(block).map((exit) => {
        const edge = edgeFrom(graph, block.id, exit.handle);
        const target = edge?.to?.node;
        const named = plain(exit.label) !== "" && exit.handle !== "next";
        return (
          <li key={exit.handle} className={css.exit}>
            {named ? <ExitLabel exit={exit} /> : <span>{t("build.goOn")}</span>}
            {target !== undefined ? (
              <button
                type="button"
                className={css.goal}
                onClick={() => {
                  select({ card: target });
                }}
              >
                → {titleOf(target)}
              </button>
            ) : (
              <span className={css.quiet}>{edge ? t("build.endsHere") : t("build.fallsThrough")}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
};

/** Return the words for a common field, or its own name in words. */
function labelFor(entry: FieldEntry, t: ReturnType<typeof useWords>["t"]): string {
  return t(`build.fields.${entry.name}` as never, { defaultValue: entry.label });
}
