/**
 * The draft that several people edit: maps by id, edits as pure functions, undo, clipboard, and the shared document.
 * An entry of its own (`@dialogkit/flow/draft`), so that whoever only reads flows does not load Yjs.
 */
export { apply } from "./apply.ts";
export { author } from "./author.ts";
export type { Author } from "./author.ts";
export { clip, copyText, duplicate, paste } from "./clipboard.ts";
export type { Chosen, Pasted, Target } from "./clipboard.ts";
export { readClipping } from "./clipping.ts";
export type { Clipping } from "./clipping.ts";
export * as edits from "./edits/index.ts";
export type { Color, Comment, GoesOn, NewNode, NewNote, Spot } from "./edits/index.ts";
export { edgeKey, emptyFlat, exitOfKey, translationKey } from "./flat.ts";
export type { Change, Edit, ExitOf, Fields, Flat, Lead, MapName } from "./flat.ts";
export { flatOf } from "./flattening.ts";
export { randomId } from "./ids.ts";
export type { NewId } from "./ids.ts";
export { invert, squash } from "./invert.ts";
export { flowOf, read } from "./reading.ts";
export type { Reading, Repair } from "./reading.ts";
export { isFree, renameVariable, usesOf, variablesIn } from "./rename.ts";
export type { Use } from "./rename.ts";
export { clientsAhead, isKept, share } from "./sharing.ts";
export type { Origin, Shared } from "./sharing.ts";
export { emptyHistory, redo, remember, settle, undo, undoable } from "./undo.ts";
export type { Gesture, History, Step } from "./undo.ts";
