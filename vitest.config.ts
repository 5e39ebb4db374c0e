import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const endToEnd = [
  "test/sandbox/**/*.test.ts",
  "test/end-to-end/**/*.test.ts",
  "test/postgres/**/*.test.ts",
  "test/threats/**/*.test.ts",
  "test/simulation/**/*.test.ts",
];

export default defineConfig({
  test: {
    // One more than cores: some wait for processes they started.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: "fast",
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: endToEnd,
          // A busy machine may be ten times slower.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "end-to-end",
          isolate: false,
          include: endToEnd,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
