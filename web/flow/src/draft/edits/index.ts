/** Every edit an author can make, each a pure function of a draft. Pasting is `clipboard.ts`, renaming `rename.ts`. */
export { addBlock, moveBlocks, removeBlocks, replaceBlock, setField, setFields } from "./blocks.ts";
export type { Spot } from "./blocks.ts";
export { arrange, moveCards, removeCards } from "./cards.ts";
export { connect, disconnect, insertNodeOnEdge, stop } from "./edges.ts";
export { addEvent, addNode, setColor, setTitle } from "./nodes.ts";
export type { NewNode } from "./nodes.ts";
export { addComment, addNote, removeComment, setComment, setNote } from "./notes.ts";
export type { Color, Comment, NewNote } from "./notes.ts";
export { removeLocale, replaceTheme, setMeta, setSetting, setTheme, translate } from "./surroundings.ts";
export { addVariable, removeVariable, setVariable } from "./variables.ts";
export type { GoesOn } from "./wayOn.ts";
