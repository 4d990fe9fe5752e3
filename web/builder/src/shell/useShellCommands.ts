/** The commands that are there on every page. */
import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";

import { useCommands } from "../commands/commands.ts";
import type { Command } from "../commands/commands.ts";
import { useWords } from "../words/useWords.ts";
import { useShellStore } from "./useShellStore.ts";

export const useShellCommands = (): void => {
  const { t } = useWords();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const show = useShellStore((shell) => shell.show);
  const commands = useMemo<readonly Command[]>(() => {
    const open = (what: "palette" | "keys") => () => {
      show(what, true);
    };
    const paint = (scheme: "light" | "dark" | "auto") => () => {
      setColorScheme(scheme);
    };
    return [
      { id: "find", label: t("keys.palette"), group: "everywhere", keys: "mod+k", hidden: true, run: open("palette") },
      { id: "keys", label: t("keys.help"), group: "everywhere", keys: "?", run: open("keys") },
      { id: "flows", label: t("nav.allFlows"), group: "everywhere", run: () => void navigate({ to: "/flows" }) },
      { id: "light", label: `${t("nav.scheme")}: ${t("nav.schemeLight")}`, group: "everywhere", run: paint("light") },
      { id: "dark", label: `${t("nav.scheme")}: ${t("nav.schemeDark")}`, group: "everywhere", run: paint("dark") },
      { id: "auto", label: `${t("nav.scheme")}: ${t("nav.schemeAuto")}`, group: "everywhere", run: paint("auto") },
    ];
  }, [t, navigate, setColorScheme, show]);
  useCommands("shell", commands);
};
