/**
 * Builds the builder as static files that the Python package serves under /static/builder/. While it is worked on,
 * Vite serves it from its sources, and asks the Python server for everything else: `make dev`.
 */
import process from "node:process";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const SERVER = `http://localhost:${process.env["PORT"] ?? "8700"}`;
const NOT_THE_BUILDER = ["/api", "/sign-in", "/f/", "/static", "/embed.js", "/health"];

export default defineConfig(({ command }) => ({
  base: command === "build" ? "/static/builder/" : "/",
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
  server: {
    port: Number(process.env["DEV_PORT"] ?? "8701"),
    strictPort: true,
    proxy: Object.fromEntries(NOT_THE_BUILDER.map((path) => [path, SERVER])),
  },
}));
