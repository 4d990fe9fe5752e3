/**
 * Writes JSON without asking the page's own prototypes.
 *
 * Old libraries put `toJSON` on Array.prototype and enumerable names on Object.prototype; JSON.stringify
 * obeys them and would send something else than was meant. Primitives are safe: it asks only objects.
 */
export const encode = (value: unknown): string => {
  if (Array.isArray(value)) {
    let items = "";
    for (let at = 0; at < value.length; at += 1) items += (at ? "," : "") + encode(value[at] ?? null);
    return `[${items}]`;
  }
  if (typeof value === "object" && value !== null) {
    let fields = "";
    for (const [name, field] of Object.entries(value)) {
      if (field !== undefined) fields += `${fields ? "," : ""}${JSON.stringify(name)}:${encode(field)}`;
    }
    return `{${fields}}`;
  }
  return typeof value === "function" || value === undefined ? "null" : JSON.stringify(value);
};
