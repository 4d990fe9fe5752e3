/** Which flows need a look first, and why; at most three, the worst first. */
import type { FlowSummary } from "../api/types.ts";

export type Reason = "errors" | "changed" | "warnings" | "quiet";

export type Attention = { flow: FlowSummary; reason: Reason };

const ORDER: readonly Reason[] = ["errors", "changed", "warnings", "quiet"];
const MOST = 3;

/** Return what to look at first among `flows`. */
export const attentionOf = (flows: readonly FlowSummary[]): readonly Attention[] =>
  flows
    .flatMap((flow): Attention[] => {
      const reason = reasonOf(flow);
      return reason ? [{ flow, reason }] : [];
    })
    .toSorted((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason))
    .slice(0, MOST);

export const reasonOf = (flow: FlowSummary): Reason | null => {
  if (flow.problems.errors > 0) return "errors";
  if (flow.published && flow.changed) return "changed";
  if (flow.problems.warnings > 0) return "warnings";
  return flow.published && flow.conversations.total === 0 ? "quiet" : null;
};
