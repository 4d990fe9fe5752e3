/** Sticky notes, and comments on cards. */
import type { Edit, Fields, Flat } from "../flat.ts";
import { drop, fieldsWithout, NOTHING, put, putField } from "./writing.ts";

/** What a card or a note is painted with. */
export type Color = "gray" | "blue" | "teal" | "green" | "yellow" | "red" | "pink" | "violet";

export type NewNote = {
  id: string;
  text?: string;
  x: number;
  y: number;
  width?: number;
  height?: number;
  color?: Color;
};

/** What somebody says about a card or a block. `at` is in milliseconds since 1970; `answers` names another comment. */
export type Comment = {
  id: string;
  card: string;
  block?: string;
  text: string;
  by: string;
  at: number;
  done?: boolean;
  answers?: string;
};

/** Add a sticky note. */
export const addNote = (flat: Flat, note: NewNote): Edit =>
  flat.notes.has(note.id) ? NOTHING : [put("notes", note.id, fieldsWithout(note, "id"))];

/** Write some fields of a sticky note. */
export const setNote = (flat: Flat, note: string, fields: Partial<Omit<NewNote, "id">>): Edit =>
  flat.notes.has(note)
    ? Object.entries(fields).map(([field, value]) => putField("notes", note, field, value))
    : NOTHING;

/** Say something about a card. */
export const addComment = (flat: Flat, comment: Comment): Edit =>
  flat.comments.has(comment.id) ? NOTHING : [put("comments", comment.id, fieldsWithout(comment, "id"))];

/** Change the words of a comment, or say that it is done. */
export const setComment = (flat: Flat, comment: string, fields: Partial<Pick<Comment, "text" | "done">>): Edit =>
  flat.comments.has(comment)
    ? Object.entries(fields).map(([field, value]) => putField("comments", comment, field, value))
    : NOTHING;

/** Remove a comment and the answers to it. */
export const removeComment = (flat: Flat, comment: string): Edit =>
  [...flat.comments].flatMap(([id, fields]: [string, Fields]) =>
    id === comment || fields["answers"] === comment ? [drop("comments", id)] : [],
  );
