/** Builds the builder as static files that the Python package serves under /static/builder/. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/builder/",
  plugins: [react()],
  build: {
    outDir: "../../src/dialogkit/static/builder",
    emptyOutDir: true,
    target: "es2022",
  },
  server: { port: 8701, proxy: { "/api": "http://localhost:8700" } },
});
