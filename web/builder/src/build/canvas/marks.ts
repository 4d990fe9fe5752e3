/** How cards and blocks differ from another version, or from a path, where the canvas shows that. */
export type Mark = "added" | "removed" | "changed" | "reordered" | "same" | "walked" | "here";

export type Marks = {
  cards: ReadonlyMap<string, Mark>;
  blocks: ReadonlyMap<string, Mark>;
  /** What a card without a mark is. */
  rest: Mark;
};
