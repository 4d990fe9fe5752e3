/** What every part of a drawn flow needs: its shape, its blocks in words, its variables, its problems. */
import { problemsByCard, problemsOf } from "@dialogkit/flow";
import type { AnyBlock, Graph, Privacy, Problem } from "@dialogkit/flow";
import { createContext, use, useMemo } from "react";
import type { ReactNode } from "react";

import { firstName } from "./firstName.ts";
import type { BlockReader } from "./blockReader.ts";

export type Scope = {
  graph: Graph;
  reader: BlockReader;
  privacyOf: (variable: string) => Privacy;
  problemsOfCard: (card: string) => readonly Problem[];
  problemsOfBlock: (block: string) => readonly Problem[];
  titleOf: (card: string) => string;
};

const FlowScopeContext = createContext<Scope | null>(null);

type Props = { graph: Graph; reader: BlockReader; problems: readonly Problem[]; untitled: string; children: ReactNode };

export const FlowScope = ({ graph, reader, problems, untitled, children }: Props) => {
  const scope = useMemo<Scope>(() => {
    const privacies = new Map((graph.flow.variables ?? []).map((one) => [one.name, one.privacy ?? "none"]));
    const byCard = problemsByCard(problems);
    return {
      graph,
      reader,
      privacyOf: (variable) => privacies.get(variable) ?? privacies.get(firstName(variable)) ?? "none",
      problemsOfCard: (card) => byCard.get(card) ?? [],
      problemsOfBlock: (block) => problemsOf(problems, block),
      titleOf: (card) => titleOf(graph, reader, card) || untitled,
    };
  }, [graph, reader, problems, untitled]);
  return <FlowScopeContext value={scope}>{children}</FlowScopeContext>;
};

export const useScope = (): Scope => {
  const scope = use(FlowScopeContext);
  if (!scope) throw new Error("A part of a flow is drawn outside a FlowScope.");
  return scope;
};

const titleOf = (graph: Graph, reader: BlockReader, card: string): string => {
  const event: AnyBlock | undefined = graph.events.get(card);
  return event ? event.note || reader.kind(event).label : (graph.nodes.get(card)?.title ?? "");
};
