import { describe, expect, it } from "vitest";
import { describeFailure, runCampaign } from "./campaign.ts";

/** Fixed, so that what fails here fails there. Other seeds: `npm run simulate -- --seed S`. */
const FIRST_SEED = 1;

/** HALLPASS_SIMULATION_RUNS asks for more, or fewer. */
const RUNS = Number(process.env.HALLPASS_SIMULATION_RUNS ?? 10_000);

describe("the operations under faults", () => {
  it(`keep every promise after every step of ${RUNS} histories, from seed ${FIRST_SEED} on`, {
    timeout: 1_800_000,
  }, async () => {
    const { failures, claims, endings, runs } = await runCampaign({ seed: FIRST_SEED, runs: RUNS });
    expect(failures.map(describeFailure)).toEqual([]);
    expect(runs).toBe(RUNS);
    // Histories in which nothing is granted would prove nothing.
    expect(claims).toBeGreaterThan(RUNS);
    expect(endings).toBeGreaterThan(RUNS);
  });
});
