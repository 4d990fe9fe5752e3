/** The commands of a flow's pages. */
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";

import { useCommands } from "../commands/commands.ts";
import type { Command } from "../commands/commands.ts";
import { useWords } from "../words/useWords.ts";

export const useFlowCommands = (flow: string): void => {
  const { t } = useWords();
  const navigate = useNavigate();
  const commands = useMemo<readonly Command[]>(() => {
    const params = { flow };
    return [
      {
        id: "build",
        label: t("tabs.build"),
        group: "everywhere",
        keys: "1",
        run: () => void navigate({ to: "/flows/$flow/build", params }),
      },
      {
        id: "results",
        label: t("tabs.results"),
        group: "everywhere",
        keys: "2",
        run: () => void navigate({ to: "/flows/$flow/results", params }),
      },
      {
        id: "versions",
        label: t("tabs.versions"),
        group: "everywhere",
        keys: "3",
        run: () => void navigate({ to: "/flows/$flow/versions", params }),
      },
      {
        id: "share",
        label: t("tabs.share"),
        group: "everywhere",
        keys: "4",
        run: () => void navigate({ to: "/flows/$flow/share", params }),
      },
      {
        id: "preview",
        label: t("keys.preview"),
        group: "everywhere",
        keys: "p",
        run: () => void navigate({ to: "/flows/$flow/build", params, search: { preview: true } }),
      },
    ];
  }, [t, navigate, flow]);
  useCommands("flow", commands);
};
