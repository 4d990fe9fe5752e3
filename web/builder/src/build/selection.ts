/** What of a flow is open: a block, or a card as a whole. */
export type Selection = { block?: string; card?: string } | null;

export type Select = (selection: Selection) => void;
