/** Asks for the name of a new flow and what it begins as, and creates it. A file that is dropped is imported instead. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { IconFileImport } from "@tabler/icons-react";
import { useState } from "react";

import { createFlow, createFromExample, flowsQuery } from "../api/queries.ts";
import type { Example } from "../api/types.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { Field } from "../design/Field.tsx";
import { useWords } from "../words/useWords.ts";
import { ExampleGallery } from "./ExampleGallery.tsx";
import css from "./NewFlowDialog.module.css";
import { useFileDrop } from "./useFileDrop.ts";

type Props = { close: () => void; pick: () => void; take: (file: File) => void };

export const NewFlowDialog = ({ close, pick, take }: Props) => {
  const { t } = useWords();
  const [example, setExample] = useState<Example | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const { over, handlers } = useFileDrop(take);
  const create = useCreate();
  // An example lends its name until another is typed.
  const name = typed ?? example?.name ?? "";
  return (
    <Dialog close={close} size={752} title={t("flows.new")}>
      <form
        {...handlers}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) create.mutate({ example, name: name.trim() });
        }}
      >
        <Field
          label={t("flows.newName")}
          placeholder={t("flows.newExample")}
          value={name}
          onChange={setTyped}
          error={create.error?.message}
          autoFocus
        />
        <ExampleGallery chosen={example} choose={setExample} />
        <div className={css.foot}>
          <Button kind="primary" size="large" type="submit" disabled={!name.trim() || create.isPending}>
            {create.isPending ? t("flows.creating") : t("flows.create")}
          </Button>
          <div className={css.file} data-over={over || undefined}>
            <IconFileImport size={20} stroke={1.5} aria-hidden />
            <span className={css.hint}>{t("flows.orFile")}</span>
            <Button onClick={pick}>{t("flows.chooseFile")}</Button>
          </div>
        </div>
      </form>
    </Dialog>
  );
};

const useCreate = () => {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ example, name }: { example: Example | null; name: string }) =>
      example ? createFromExample(example, name) : createFlow(name),
    onSuccess: (flow) => {
      void client.invalidateQueries(flowsQuery);
      void navigate({ to: "/flows/$flow/build", params: { flow: flow.id } });
    },
  });
};
