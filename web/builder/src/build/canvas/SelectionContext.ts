/** What is open and what is marked, for the cards, which the canvas library draws. */
import { createContext } from "react";

import type { Select, Selection } from "../selection.ts";
import type { Marks } from "./marks.ts";

const nothing = (): void => undefined;

export const SelectionContext = createContext<{ selection: Selection; select: Select }>({
  selection: null,
  select: nothing,
});

export const MarksContext = createContext<Marks | null>(null);
