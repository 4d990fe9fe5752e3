/** A labelled field of a form; what is wrong with its value stands beneath it. */
import { useId } from "react";

import css from "./Field.module.css";

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  error?: string | undefined;
  autoFocus?: boolean;
  lines?: number;
  /** Hides what is typed. */
  secret?: boolean;
};

export const Field = ({
  label,
  value,
  onChange,
  placeholder,
  error,
  autoFocus = false,
  lines = 1,
  secret = false,
}: Props) => {
  const id = useId();
  const shared = {
    id,
    value,
    placeholder,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? `${id}-error` : undefined,
    "data-autofocus": autoFocus || undefined,
    className: css.input,
  };
  return (
    <div className={css.field}>
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      {lines > 1 ? (
        <textarea
          {...shared}
          rows={lines}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      ) : (
        <input
          {...shared}
          type={secret ? "password" : "text"}
          autoComplete="off"
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
      {error && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
    </div>
  );
};
