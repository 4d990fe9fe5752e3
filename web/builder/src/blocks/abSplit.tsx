/** How a split by chance is shown in the builder: each way with its share. */
import type { AbSplit, Exit } from "@dialogkit/flow";

import { look } from "./look.ts";

const FIRST = [
  { id: "a", weight: 50 },
  { id: "b", weight: 50 },
] as const;

export const abSplit = look<AbSplit>()({
  type: "ab_split",
  words: { ways: "Try {many} ways by chance", way: "{label}, {share} %" },
  summary: (block, { say }) => say("ways", { many: (block.ways ?? FIRST).length }),
  exits: (block, { say }) => {
    const ways: readonly { id: string; label?: string; weight?: number }[] = block.ways ?? FIRST;
    const total = ways.reduce((sum, way) => sum + (way.weight ?? 1), 0) || 1;
    return ways.map((way): Exit => ({
      handle: way.id,
      label: say("way", {
        label: way.label || way.id.toUpperCase(),
        share: Math.round(((way.weight ?? 1) / total) * 100),
      }),
      kind: "path",
    }));
  },
});
