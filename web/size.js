/**
 * Fails when a built script, with every script it may load besides, is not smaller, compressed, than its budget.
 *
 *   node size.js FOLDER NAME=KILOBYTES...
 *
 * A kilobyte is 1,000 bytes, and gzip at its best counts. Whatever a script names as an import counts with it, loaded
 * at once or later; a file whose name is only made while it runs, as of a language, does not.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, ...budgets] = process.argv.slice(2);

/** The names of a script and of all scripts it imports, near and far. */
const withImports = (name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  const source = readFileSync(join(folder, name), "utf8");
  for (const [, , imported] of source.matchAll(/(?:from|import)\s*\(?\s*(["'`])\.\/([^"'`$]+)\1/g)) {
    withImports(imported, found);
  }
  return found;
};

const sizeOf = (name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;

for (const budget of budgets) {
  const [name, limit] = budget.split("=");
  const names = [...withImports(name)];
  const size = names.map(sizeOf).reduce((sum, one) => sum + one, 0);
  const isSmall = size < Number(limit) * 1000;
  console.log(
    `${names.join(" + ")}: ${size} of ${Number(limit) * 1000} bytes gzipped, ${isSmall ? "ok" : "TOO LARGE"}`,
  );
  if (!isSmall) process.exitCode = 1;
}
