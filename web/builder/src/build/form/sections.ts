/** Which fields of a block make which sections of its form, from the block's schema and what it holds. */
import { asWords } from "@dialogkit/flow";
import type { AnyBlock } from "@dialogkit/flow";

import type { BlockSchema, FieldSchema } from "../../api/types.ts";

export type FieldEntry = { name: string; label: string; value: unknown; set: boolean };

export type Sections = { own: readonly FieldEntry[]; advanced: readonly FieldEntry[] };

/** Fields that make a block what it is, in the order an author thinks of them. */
const FIRST = ["question", "text", "items", "branches", "url", "variable"];
const HIDDEN = new Set(["id", "type"]);

/** Return the fields that are set, each a section, and the others together. */
export const sectionsOf = (block: AnyBlock, schema: BlockSchema): Sections => {
  const properties = propertiesOf(schema);
  const names = [...new Set([...Object.keys(properties), ...Object.keys(block)])].filter((name) => !HIDDEN.has(name));
  const entries = names.map((name): FieldEntry => {
    const value = block[name] ?? properties[name]?.default;
    return { name, label: labelOf(name), value, set: isSet(block[name]) };
  });
  const sorted = entries.toSorted((a, b) => rank(a.name) - rank(b.name));
  return {
    own: sorted.filter((entry) => entry.set && entry.name !== "note"),
    advanced: sorted.filter((entry) => !entry.set || entry.name === "note"),
  };
};

/** Return the fields of a block's schema, which may stand behind a reference. */
export const propertiesOf = (schema: BlockSchema): Readonly<Record<string, FieldSchema>> => {
  const name = schema.$ref?.split("/").at(-1);
  return (name ? schema.$defs?.[name]?.properties : schema.properties) ?? {};
};

const labelOf = (name: string): string => {
  const words = asWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
