/** The cards of a drawing in little: the cards of a colour are one shape, so that a thousand cost no more than ten. */
import type { Category } from "@dialogkit/flow";
import { useMemo } from "react";

import type { BlockReader } from "./blockReader.ts";
import css from "./CardShapes.module.css";
import { leadingCategory } from "./leadingCategory.ts";
import type { Drawing } from "./useDrawing.ts";

export const CardShapes = ({ drawing, reader }: { drawing: Drawing; reader: BlockReader }) => {
  const shapes = useMemo(() => shapesOf(drawing, reader), [drawing, reader]);
  return shapes.map(([category, path]) => (
    <path key={category} className={`${css.shape ?? ""} cat-${category}`} d={path} />
  ));
};

const shapesOf = (drawing: Drawing, reader: BlockReader): readonly [Category, string][] => {
  const found = new Map<Category, string>();
  for (const card of drawing.cards.values()) {
    const at = drawing.places.get(card.id);
    if (!at) continue;
    const category = leadingCategory(card, reader);
    const shape = `M${at.x} ${at.y}h${card.width}v${card.height}h${-card.width}z`;
    found.set(category, (found.get(category) ?? "") + shape);
  }
  return [...found];
};
