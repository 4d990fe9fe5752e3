/** Settings and looks as one value a path, so that two people who change two of them do not undo each other. */

/** Return the values within `value` by their path with dots; a list is a value. */
export const flattened = (value: unknown, prefix = ""): readonly [string, unknown][] => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return prefix ? [[prefix, value]] : [];
  return Object.entries(value).flatMap(([name, part]) =>
    part === undefined ? [] : flattened(part, prefix ? `${prefix}.${name}` : name),
  );
};

/** Return the object whose values have these paths; a value on the way to another one gives way. */
export const nested = (values: ReadonlyMap<string, unknown>): Record<string, unknown> => {
  const groups = new Map<string, Map<string, unknown>>();
  const leaves = new Map<string, unknown>();
  for (const [path, value] of values) {
    const at = path.indexOf(".");
    if (at < 0) leaves.set(path, value);
    else insert(groups, path.slice(0, at), path.slice(at + 1), value);
  }
  const parts = [...groups].map(([name, group]): [string, unknown] => [name, nested(group)]);
  return Object.fromEntries([...leaves, ...parts]);
};

const insert = (groups: Map<string, Map<string, unknown>>, name: string, path: string, value: unknown): void => {
  const group = groups.get(name);
  if (group) group.set(path, value);
  else groups.set(name, new Map([[path, value]]));
};
