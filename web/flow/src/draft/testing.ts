/** Drafts and flows in the forms that tests compare. */
import type { Flow } from "../generated/schema.ts";
import type { Fields, Flat, MapName } from "./flat.ts";
import { emptyFlat } from "./flat.ts";

/** Return the draft of maps as the cases write them. */
export const flatFromMaps = (maps: Record<string, Record<string, unknown>>): Flat => ({
  ...emptyFlat,
  ...(Object.fromEntries(
    Object.entries(maps).map(([name, map]) => [name, new Map(Object.entries(map))]),
  ) as Partial<Flat>),
});

/** Return the maps that hold something, as objects. */
export const mapsOf = (flat: Flat): Record<string, Fields> =>
  Object.fromEntries(
    (Object.keys(flat) as MapName[])
      .filter((name) => flat[name].size > 0)
      .map((name) => [name, Object.fromEntries(flat[name])]),
  );

/** Return `flow` without what says nothing: lists and objects that are empty, titles without words. */
export const meaningOf = (flow: Flow): unknown => {
  const nodes = (flow.nodes ?? []).map((node) => bare(node, { title: "" }));
  return bare({ ...flow, nodes });
};

const bare = (part: object, defaults: Fields = {}): Fields =>
  Object.fromEntries(
    Object.entries(part).filter(
      ([name, value]) => value !== undefined && !isEmpty(value) && !(name in defaults && defaults[name] === value),
    ),
  );

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
