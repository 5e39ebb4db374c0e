import type { Parameters } from "fast-check";

const { HALLPASS_FUZZ_RUNS: runs, HALLPASS_FUZZ_SEED: seed } = process.env;

/** How long a property is tried: `usual` times, or as HALLPASS_FUZZ_RUNS and HALLPASS_FUZZ_SEED say (docs/development.md). */
export const runsOf = <T>(usual: number): Parameters<T> => ({
  numRuns: Number(runs ?? usual),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});

/** However many runs there are, they may finish. */
export const UNLIMITED = { timeout: 0 };
