/** Lets the owner in, and shows everybody else how to become one. Holds what is on every page. */
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";

import { lazy, Suspense } from "react";

import { ApiProblem } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { useShortcuts } from "../commands/useShortcuts.ts";
import { Failure } from "../design/Failure.tsx";
import { SignedOut } from "../signin/SignedOut.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import { PageSkeleton } from "./PageSkeleton.tsx";
import { useShellCommands } from "./useShellCommands.ts";
import { useShellStore } from "./useShellStore.ts";

const CommandPalette = lazy(async () => ({ default: (await import("./CommandPalette.tsx")).CommandPalette }));

export const Gate = () => {
  const me = useQuery(meQuery);
  if (me.isPending) return <PageSkeleton />;
  if (me.error instanceof ApiProblem && me.error.status === 401) return <SignedOut />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  return <Inside />;
};

const Inside = () => {
  useShortcuts();
  useShellCommands();
  const palette = useShellStore((shell) => shell.palette);
  return (
    <>
      <Outlet />
      {palette && (
        <Suspense>
          <CommandPalette />
        </Suspense>
      )}
      <KeysDialog />
    </>
  );
};
