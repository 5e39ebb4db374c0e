import { expect, it } from "vitest";
import { describeFailure, runCampaign } from "./campaign.ts";

/** Registers the test. The first seed is fixed, so that a failure repeats on any machine; other seeds: `npm run simulate -- --seed S`. */
export function keepEveryPromise({ seed, runs }: { seed: number; runs: number }): void {
  it(`keep every promise after every step of ${runs} histories, from seed ${seed} on`, {
    timeout: 1_800_000,
  }, async () => {
    const { failures, claims, endings, proven, runs: played } = await runCampaign({ seed, runs });
    expect(failures.map(describeFailure)).toEqual([]);
    expect(played).toBe(runs);
    // Histories in which nothing is granted would prove nothing.
    expect(claims).toBeGreaterThan(runs);
    expect(endings).toBeGreaterThan(runs);
    expect(proven).toBeGreaterThan(runs / 40);
  });
}
