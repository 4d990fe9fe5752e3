/**
 * The flow as plain values: its schema and what can be read from it. No framework, no network, no DOM.
 *
 * How it is shown is the builder's part; how it is held is the server's. The types come from the Python ones:
 * `make generate` writes them.
 */
import type { Node } from "./generated/schema.ts";

export type * from "./generated/schema.ts";
export { itemsOf, NEXT, textOf } from "./block.ts";
export type { AnyBlock, BlockItem, Category, Exit } from "./block.ts";
export { CARD, cardOf, handleOfRow } from "./card.ts";
export type { Card, Exits, Port, Row } from "./card.ts";
export { changesBetween } from "./changes.ts";
export type { BlockChange, CardChange, Changes, FlowPart } from "./changes.ts";
export { blocksInOrder, blocksOf, edgeFrom, graphOf, handleOf, readingOrder, targetsOf } from "./graph.ts";
export type { Graph, Place } from "./graph.ts";
export { hasNoLayout, placesFromLayout } from "./layout.ts";
export type { Places } from "./layout.ts";
export { asWords, compose, plain, withoutMarks, withVariables } from "./phrase.ts";
export type { Part, Phrase } from "./phrase.ts";
export { countProblems, problemsByCard, problemsOf, worstFirst } from "./problems.ts";
export type { Count, Problem, Severity } from "./problems.ts";
export { pathOf, pointsOf, waysOf } from "./route.ts";
export type { Bend, Side, Way } from "./route.ts";
export { stepsOf } from "./steps.ts";

/** Any block; `type` tells which. */
export type Block = NonNullable<Node["blocks"]>[number];
