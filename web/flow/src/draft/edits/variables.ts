/** The flow's variables; renaming one, which touches much else, is `rename.ts`. */
import type { Edit, Fields, Flat } from "../flat.ts";
import { standing } from "../standing.ts";
import { drop, inserted, NOTHING, putField } from "./writing.ts";

/** Add a variable after all others. */
export const addVariable = (flat: Flat, name: string, fields: Fields = {}): Edit => {
  if (name === "" || flat.variables.has(name)) return NOTHING;
  const siblings = standing(flat.variables);
  return inserted("variables", siblings, siblings.length, [[name, fields]]);
};

/** Write some fields of a variable. */
export const setVariable = (flat: Flat, name: string, fields: Fields): Edit =>
  flat.variables.has(name)
    ? Object.entries(fields).map(([field, value]) => putField("variables", name, field, value))
    : NOTHING;

/** Remove a variable; whoever names it still does, which the check tells. */
export const removeVariable = (flat: Flat, name: string): Edit =>
  flat.variables.has(name) ? [drop("variables", name)] : NOTHING;
