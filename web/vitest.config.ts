/** Unit tests of all three parts, in one run; a test that needs a page runs in happy-dom. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "happy-dom",
    include: ["*/src/**/*.test.{ts,tsx}"],
    passWithNoTests: false,
  },
});
