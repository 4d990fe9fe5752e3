/** Builds the builder as static files that the Python package serves under /static/builder/. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/builder/",
  // The server puts a fresh nonce into every page it sends.
  html: { cspNonce: "__CSP_NONCE__" },
  plugins: [react()],
  build: {
    outDir: "../../src/dialogkit/static/builder",
    emptyOutDir: true,
    target: "es2022",
    // The tokens say both schemes at once with `light-dark()`.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // A data: font would need a wider content policy.
    assetsInlineLimit: 0,
  },
  server: { port: 8701, proxy: { "/api": "http://localhost:8700" } },
});
