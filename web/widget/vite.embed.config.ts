/** Builds the loader, embed.js: a classic script without imports, so that one script tag suffices. */
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "../../src/dialogkit/static/widget",
    emptyOutDir: false,
    target: "es2020",
    lib: { entry: "src/embed.ts", formats: ["iife"], name: "DialogKit", fileName: () => "embed.js" },
  },
});
