/** A version on the canvas, with what it added, changed and removed against the one before. */
import type { Changes, Flow } from "@dialogkit/flow";
import { useMemo } from "react";

import { FlowCanvas } from "../build/canvas/FlowCanvas.tsx";
import { FlowScope } from "../build/FlowScope.tsx";
import { useReader } from "../build/useReader.ts";
import { useWords } from "../words/useWords.ts";
import { marksOf, withRemoved } from "./marking.ts";

type Props = { before: Flow | null; after: Flow; changes: Changes | null };

const nothing = (): void => undefined;

export const VersionCanvas = ({ before, after, changes }: Props) => {
  const { t } = useWords();
  const shown = useMemo(
    () => (before && changes ? withRemoved(before, after, changes) : after),
    [before, after, changes],
  );
  const { graph, reader } = useReader(shown);
  const marks = useMemo(() => (changes ? marksOf(changes) : null), [changes]);
  return (
    <FlowScope graph={graph} reader={reader} problems={[]} untitled={t("build.untitled")}>
      <FlowCanvas selection={null} select={nothing} whole {...(marks ? { marks } : {})} />
    </FlowScope>
  );
};
