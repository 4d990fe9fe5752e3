/**
 * Fails when a built file is larger, compressed, than it may be.
 *
 *   node size.js FOLDER NAME=KILOBYTES...
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, ...budgets] = process.argv.slice(2);
for (const budget of budgets) {
  const [name, limit] = budget.split("=");
  const size = gzipSync(readFileSync(join(folder, name)), { level: 9 }).length / 1024;
  const verdict = size <= Number(limit) ? "ok" : "TOO LARGE";
  console.log(`${name}: ${size.toFixed(1)} kB of ${limit} kB gzipped, ${verdict}`);
  if (size > Number(limit)) process.exitCode = 1;
}
