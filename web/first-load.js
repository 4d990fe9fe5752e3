/**
 * Fails when the scripts a page asks for at once, before anything is shown, are larger, compressed, than they may be.
 *
 *   node first-load.js FOLDER KILOBYTES
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, limit] = process.argv.slice(2);
const page = readFileSync(join(folder, "index.html"), "utf8");
const scripts = [...page.matchAll(/(?:src|href)="[^"]*\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file);
const sizes = scripts.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1024);
const total = sizes.reduce((sum, size) => sum + size, 0);
const verdict = scripts.length > 0 && total <= Number(limit) ? "ok" : "TOO LARGE";
console.log(`first load: ${total.toFixed(1)} kB of ${limit} kB gzipped in ${scripts.length} scripts, ${verdict}`);
if (verdict !== "ok") process.exitCode = 1;
