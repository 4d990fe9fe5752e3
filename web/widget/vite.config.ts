/**
 * Builds the chat widget as modules: widget.js, which holds all of it, page.js for a flow's own page, and one file
 * for every language but English. Addresses are relative, so that it runs from any server and under any path.
 */
import { readdirSync } from "node:fs";
import { type Plugin, defineConfig } from "vite";

const LOCALES = "src/words/locales";

/** Every language is an entry of its own, words-de.js, which the widget asks for by name. */
const languages = Object.fromEntries(
  readdirSync(new URL(LOCALES, import.meta.url)).map((file) => [
    `words-${file.replace(".ts", "")}`,
    `${LOCALES}/${file}`,
  ]),
);

/** Elements are made by `h` itself: shorter, all over the widget, than what the automatic runtime writes. */
const jsx: Plugin = {
  name: "jsx-by-h",
  enforce: "pre",
  transform: (code, id) => (id.endsWith(".tsx") ? `import { h, Fragment } from "preact";\n${code}` : null),
};

export default defineConfig({
  base: "./",
  plugins: [jsx],
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } },
  build: {
    outDir: "../../src/dialogkit/static/widget",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome123", "firefox128", "safari17.5"],
    modulePreload: false,
    assetsInlineLimit: 0,
    // Terser packs closer than the bundler's own, about two hundred bytes of what every visitor loads.
    minify: "terser",
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 3, pure_getters: true, keep_fargs: false, unsafe_arrows: true },
    },
    rolldownOptions: {
      input: { widget: "src/widget.ts", ...languages },
      preserveEntrySignatures: "strict",
      optimization: { inlineConst: { mode: "all", pass: 3 } },
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  server: { port: 8702, proxy: { "/api": "http://localhost:8700" } },
});
