/** What a card does decides its colour: what reaches outside before what asks, and that before what decides or says. */
import type { Card, Category } from "@dialogkit/flow";

import type { BlockReader } from "./blockReader.ts";

const LEADING: readonly Category[] = ["event", "integration", "question", "logic", "bubble"];

/** Return the category that leads a card. */
export const leadingCategory = (card: Card, reader: BlockReader): Category => {
  const found = new Set(card.rows.map((row) => reader.kind(row.block).category));
  return LEADING.find((category) => found.has(category)) ?? "bubble";
};
