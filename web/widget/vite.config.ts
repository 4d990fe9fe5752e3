/** Builds the chat widget as one module, widget.js, that the loader or the flow's own page imports. */
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/widget/",
  build: {
    outDir: "../../src/dialogkit/static/widget",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: "src/widget.tsx", formats: ["es"], fileName: () => "widget.js" },
  },
  server: { port: 8702, proxy: { "/api": "http://localhost:8700" } },
});
