/** Asks for the name of a new flow and creates it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { createFlow, flowsQuery } from "../api/queries.ts";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { Field } from "../design/Field.tsx";
import { useWords } from "../words/useWords.ts";

export const NewFlowDialog = ({ close }: { close: () => void }) => {
  const { t } = useWords();
  const [name, setName] = useState("");
  const navigate = useNavigate();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: createFlow,
    onSuccess: (flow) => {
      void client.invalidateQueries(flowsQuery);
      void navigate({ to: "/flows/$flow/build", params: { flow: flow.id } });
    },
  });
  return (
    <Dialog close={close} title={t("flows.new")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) create.mutate(name.trim());
        }}
      >
        <Field
          label={t("flows.newName")}
          placeholder={t("flows.newExample")}
          value={name}
          onChange={setName}
          error={create.error?.message}
          autoFocus
        />
        <Button kind="primary" size="large" type="submit" disabled={!name.trim() || create.isPending}>
          {create.isPending ? t("flows.creating") : t("flows.create")}
        </Button>
      </form>
    </Dialog>
  );
};
