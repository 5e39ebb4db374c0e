import { defineConfig } from "vitest/config";

/** The tests without servers that say what is decided: quick enough to be run once for each mutant. */
export default defineConfig({
  test: {
    isolate: false,
    pool: "threads",
    include: ["test/core/**/*.test.ts", "test/operations/**/*.test.ts"],
  },
});
