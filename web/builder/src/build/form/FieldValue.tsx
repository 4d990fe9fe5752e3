/** The value of a field, whatever it holds: whole in an open section, in a few words beside a closed one. */
import { IconEyeCheck } from "@tabler/icons-react";
import { withoutMarks, withVariables } from "@dialogkit/flow";

import { Chip } from "../../design/Chip.tsx";
import { useWords } from "../../words/useWords.ts";
import { conditionPhrase, isCondition } from "../condition.ts";
import { useScope } from "../FlowScope.tsx";
import { PhraseText } from "../PhraseLine.tsx";
import css from "./FieldValue.module.css";

type Props = { name: string; value: unknown };

/** Fields that hold the name of a variable. */
const NAMES = new Set(["variable", "attachments", "from_list", "to"]);
const CODE = new Set(["code", "script", "body", "headers"]);

export const FieldValue = ({ name, value }: Props) => {
  if (Array.isArray(value)) return <Items name={name} values={value} />;
  if (isCondition(value)) return <Condition condition={value} />;
  if (isRecord(value)) return <Fields value={value} />;
  return (
    <div className={CODE.has(name) ? css.code : css.box}>
      <Plain name={name} value={value} whole />
    </div>
  );
};

export const ShortValue = ({ name, value }: Props) => {
  const { t } = useWords();
  if (Array.isArray(value)) return t("build.form.items", { count: value.length });
  if (isCondition(value)) return <Condition condition={value} />;
  if (isRecord(value)) return t("build.form.items", { count: Object.keys(value).length });
  return <Plain name={name} value={value} />;
};

const Plain = ({ name, value, whole = false }: Props & { whole?: boolean }) => {
  const { t } = useWords();
  const { privacyOf } = useScope();
  if (value === undefined || value === null || value === "")
    return <span className={css.unset}>{t("build.form.unset")}</span>;
  if (typeof value === "boolean") return value ? t("build.form.yes") : t("build.form.no");
  if (typeof value !== "string") return JSON.stringify(value);
  if (NAMES.has(name)) return <Chip name={value} privacy={privacyOf(value)} />;
  if (CODE.has(name)) return <code>{value}</code>;
  return <PhraseText phrase={withVariables(whole ? value : withoutMarks(value))} />;
};

const Condition = ({ condition }: { condition: unknown }) => {
  const { t } = useWords();
  return <PhraseText phrase={conditionPhrase(condition, t)} />;
};

const Items = ({ name, values }: { name: string; values: readonly unknown[] }) => (
  <ul className={css.items}>
    {values.map((value, index) => (
      <li key={index}>{isRecord(value) ? <Item value={value} /> : <FieldValue name={name} value={value} />}</li>
    ))}
  </ul>
);

/** A member of a list: what it is called in a box, and beneath it what else it says. */
const Item = ({ value }: { value: Readonly<Record<string, unknown>> }) => {
  const { t } = useWords();
  const { label, title, when, ...more } = value;
  const rest = Object.fromEntries(Object.entries(more).filter(([name]) => name !== "id"));
  const named = label ?? title;
  return (
    <>
      {named !== undefined && <FieldValue name="label" value={named} />}
      {isCondition(when) && (
        <p className={css.when}>
          <IconEyeCheck size={14} stroke={1.5} aria-hidden />
          <span>
            {t("build.form.showIf")} <Condition condition={when} />
          </span>
        </p>
      )}
      {Object.keys(rest).length > 0 && <Fields value={rest} />}
    </>
  );
};

const Fields = ({ value }: { value: Readonly<Record<string, unknown>> }) => (
  <dl className={css.record}>
    {Object.entries(value).map(([name, one]) => (
      <div key={name} className={css.entry}>
        <dt>{name.replaceAll("_", " ")}</dt>
        <dd>
          {Array.isArray(one) || isRecord(one) ? (
            <FieldValue name={name} value={one} />
          ) : (
            <Plain name={name} value={one} whole />
          )}
        </dd>
      </div>
    ))}
  </dl>
);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
