/** Everything the palette can find: commands, flows, and the nodes and blocks of the flow that is open. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { Icon } from "@tabler/icons-react";
import { IconBolt, IconLayoutCards, IconSitemap } from "@tabler/icons-react";
import { blocksOf, graphOf, plain, readingOrder } from "@dialogkit/flow";
import type { Flow } from "@dialogkit/flow";
import type { TFunction } from "i18next";

import { flowQuery, flowsQuery, kindsQuery } from "../api/queries.ts";
import type { BlockKind } from "../api/types.ts";
import { blockReader } from "../build/blockReader.ts";
import { offered, useCommandStore } from "../commands/commands.ts";
import { iconOf } from "../design/BlockIcon.ts";
import { useWords } from "../words/useWords.ts";

export type Findable = { id: string; label: string; where: string; keys?: string; Icon: Icon; run: () => void };

const MOST = 40;

export const useFindable = (): readonly Findable[] => {
  const { t } = useWords();
  const navigate = useNavigate();
  const { flow } = useParams({ strict: false });
  const sets = useCommandStore((store) => store.sets);
  const flows = useQuery(flowsQuery);
  const kinds = useQuery(kindsQuery);
  const open = useQuery({ ...flowQuery(flow ?? ""), enabled: flow !== undefined });
  const actions = offered(sets)
    .filter((command) => !command.hidden)
    .map(({ id, label, keys, run }): Findable => ({
      id: `do ${id}`,
      label,
      where: t("palette.actions"),
      Icon: IconBolt,
      run,
      ...(keys ? { keys } : {}),
    }));
  const all = (flows.data ?? []).map((one): Findable => ({
    id: `flow ${one.id}`,
    label: one.name,
    where: t("palette.flows"),
    Icon: IconSitemap,
    run: () => void navigate({ to: "/flows/$flow/build", params: { flow: one.id } }),
  }));
  const parts = flow !== undefined && open.data ? partsOf(open.data.document, kinds.data ?? [], t) : [];
  const cards = parts.map(({ block, card, label, where, Icon }): Findable => ({
    id: `part ${block ?? card}`,
    label,
    where: where || t("palette.cards"),
    Icon,
    run: () =>
      void navigate({ to: "/flows/$flow/build", params: { flow: flow ?? "" }, search: block ? { block } : { card } }),
  }));
  return [...actions, ...all, ...cards];
};

/** Return what fits every word typed, what begins with it first. */
export const matching = (all: readonly Findable[], typed: string): readonly Findable[] => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, where }: Findable) => words.every((word) => `${label} ${where}`.toLowerCase().includes(word));
  const rank = ({ label }: Findable) => (label.toLowerCase().startsWith(words[0] ?? "") ? 0 : 1);
  return all
    .filter(fits)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST);
};

type FlowPart = { card: string; block?: string; label: string; where: string; Icon: Icon };

const partsOf = (flow: Flow, kinds: readonly BlockKind[], t: TFunction): readonly FlowPart[] => {
  const graph = graphOf(flow);
  const reader = blockReader(kinds, graph, t);
  return readingOrder(graph).flatMap((card) => {
    const event = graph.events.get(card);
    const title = (event ? reader.kind(event).label : graph.nodes.get(card)?.title) || t("build.untitled");
    const blocks = blocksOf(graph, card).map((block): FlowPart => ({
      card,
      block: block.id,
      label: plain(reader.summary(block)),
      where: title,
      Icon: iconOf(reader.kind(block).icon),
    }));
    return event ? blocks : [{ card, label: title, where: "", Icon: IconLayoutCards }, ...blocks];
  });
};
