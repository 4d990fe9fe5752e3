/**
 * Builds the chat widget as modules: widget.js, which holds all of it, page.js for a flow's own page, and one file
 * for every language but English. Addresses are relative, so that it runs from any server and under any path.
 */
import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

const LOCALES = "src/words/locales";

/** Every language is an entry of its own, words-de.js, which the widget asks for by name. */
const languages = Object.fromEntries(
  readdirSync(new URL(LOCALES, import.meta.url)).map((file) => [
    `words-${file.replace(".ts", "")}`,
    `${LOCALES}/${file}`,
  ]),
);

export default defineConfig({
  base: "./",
  build: {
    outDir: "../../src/dialogkit/static/widget",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome123", "firefox128", "safari17.5"],
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { widget: "src/widget.ts", ...languages },
      preserveEntrySignatures: "strict",
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  server: { port: 8702, proxy: { "/api": "http://localhost:8700" } },
});
