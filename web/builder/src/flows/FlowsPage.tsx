/** The first page: what needs a look, and all flows. A file dropped anywhere on it is imported. */
import { useQuery } from "@tanstack/react-query";
import { IconFileImport, IconPlus, IconSearch } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";

import { flowsQuery } from "../api/queries.ts";
import { useCommands } from "../commands/commands.ts";
import type { Command } from "../commands/commands.ts";
import { Button } from "../design/Button.tsx";
import { Failure } from "../design/Failure.tsx";
import { Kbd, keysOf } from "../design/Kbd.tsx";
import { Shell } from "../shell/Shell.tsx";
import { useShellStore } from "../shell/useShellStore.ts";
import { useWords } from "../words/useWords.ts";
import css from "./FlowsPage.module.css";
import { FlowsEmpty } from "./FlowsEmpty.tsx";
import { FlowTable, FlowTableSkeleton } from "./FlowTable.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import { NeedsALook } from "./NeedsALook.tsx";
import { NewFlowDialog } from "./NewFlowDialog.tsx";
import { useFileDrop } from "./useFileDrop.ts";

export const FlowsPage = () => {
  const { t } = useWords();
  const flows = useQuery(flowsQuery);
  const [file, setFile] = useState<File | null>(null);
  const [naming, setNaming] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const take = (dropped: File | null) => {
    setFile(dropped);
    setNaming(false);
  };
  const { over, handlers } = useFileDrop(take);
  const pick = useCallback(() => picker.current?.click(), []);
  const start = useCallback(() => {
    setNaming(true);
  }, []);
  useFlowsCommands(start, pick);
  return (
    <Shell railOpen bar={<Bar pick={pick} start={start} />}>
      <div className={css.page} {...handlers}>
        {flows.isPending && (
          <Listing>
            <FlowTableSkeleton />
          </Listing>
        )}
        {flows.isError && <Failure error={flows.error} retry={() => void flows.refetch()} />}
        {flows.data?.length === 0 && <FlowsEmpty pick={pick} start={start} />}
        {flows.data && flows.data.length > 0 && (
          <Listing>
            <NeedsALook flows={flows.data} />
            <FlowTable flows={flows.data} />
          </Listing>
        )}
        {over && <DropTarget />}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,.yaml,.yml"
        aria-label={t("flows.import")}
        onChange={(event) => {
          take(event.target.files?.[0] ?? null);
          event.target.value = "";
        }}
      />
      {file && (
        <ImportDialog
          key={`${file.name} ${file.lastModified}`}
          file={file}
          close={() => {
            setFile(null);
          }}
          pick={pick}
        />
      )}
      {naming && (
        <NewFlowDialog
          close={() => {
            setNaming(false);
          }}
          pick={pick}
          take={take}
        />
      )}
    </Shell>
  );
};

const useFlowsCommands = (start: () => void, pick: () => void): void => {
  const { t } = useWords();
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: "new", label: t("flows.new"), group: "everywhere", keys: "n", run: start },
      { id: "import", label: t("flows.importFile"), group: "everywhere", run: pick },
    ],
    [t, start, pick],
  );
  useCommands("flows", commands);
};

const Listing = ({ children }: { children: React.ReactNode }) => {
  const { t } = useWords();
  return (
    <>
      <h1 className={css.title}>{t("flows.title")}</h1>
      {children}
    </>
  );
};

const Bar = ({ pick, start }: { pick: () => void; start: () => void }) => {
  const { t } = useWords();
  const show = useShellStore((shell) => shell.show);
  return (
    <div className={css.bar}>
      <button
        type="button"
        className={css.search}
        onClick={() => {
          show("palette", true);
        }}
      >
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <span className={css.searchText}>{t("palette.placeholder")}</span>
        <Kbd>{keysOf("mod+k").join(" ")}</Kbd>
      </button>
      <span className={css.space} />
      <Button kind="ghost" icon={<IconFileImport size={16} stroke={1.5} aria-hidden />} onClick={pick}>
        {t("flows.import")}
      </Button>
      <Button kind="primary" icon={<IconPlus size={16} stroke={1.5} aria-hidden />} onClick={start}>
        {t("flows.new")}
      </Button>
    </div>
  );
};

const DropTarget = () => {
  const { t } = useWords();
  return (
    <div className={css.drop}>
      <IconFileImport size={32} stroke={1.5} aria-hidden />
      <strong>{t("flows.drop")}</strong>
      <span>{t("flows.dropText")}</span>
    </div>
  );
};
