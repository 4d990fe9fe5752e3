/** Signs in with the owner key, for a browser that has no link. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { meQuery, signIn } from "../api/queries.ts";
import { Button } from "../design/Button.tsx";
import { Field } from "../design/Field.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./SignedOut.module.css";

export const KeyForm = () => {
  const { t } = useWords();
  const [key, setKey] = useState("");
  const client = useQueryClient();
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return (
    <>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim()) entering.mutate(key.trim());
        }}
      >
        <Field
          label={t("signedOut.key")}
          placeholder={t("signedOut.keyExample")}
          value={key}
          onChange={setKey}
          secret
        />
        <Button kind="primary" type="submit" disabled={entering.isPending}>
          {entering.isPending ? t("signedOut.signingIn") : t("signedOut.signIn")}
        </Button>
      </form>
      {entering.isError && (
        <p className={css.wrong} role="alert">
          {t("signedOut.wrongKey")}
        </p>
      )}
    </>
  );
};
