import { describe, expect, it } from "vitest";
import { AFTER_THE_WORK } from "./amid.ts";
import { configOf, historyOf, keepPromisesInGaps } from "./gaps.ts";
import { play } from "./play.ts";
import type { Sabotage } from "./world.ts";

/** How many comments there were when the provider was asked last to hold something. */
function watchHolds(): { readonly sabotage: Sabotage; commentsAtHold: number | undefined } {
  const seen: ReturnType<typeof watchHolds> = {
    commentsAtHold: undefined,
    sabotage: {
      deps: (deps, world) => ({
        ...deps,
        providers: new Map(
          [...deps.providers].map(([name, provider]) => [
            name,
            {
              ...provider,
              hold: async (holding) => {
                const receipt = await provider.hold(holding);
                seen.commentsAtHold = world.hub.comments.length;
                return receipt;
              },
            },
          ]),
        ),
      }),
    },
  };
  return seen;
}

describe("in every gap", () => {
  keepPromisesInGaps("a request's grant");

  it("what is ended by a comment before it is given is taken back in the same round", async () => {
    const held: number[] = [];
    let overtaken = 0;
    for (let gap = 0, isLast = false; !isLast; gap++) {
      const { steps, config } = historyOf("a request's grant", "end", gap, configOf("separate"));
      const seen = watchHolds();
      const history = { config: { ...config, settles: false }, steps: steps.slice(0, -3) };
      const { world, violation } = await play(history, seen.sabotage);
      expect(violation).toBeUndefined();
      isLast = world.faults.has(AFTER_THE_WORK);
      if (seen.commentsAtHold !== 1) continue;
      overtaken++;
      if ([...world.oracle.things.values()].some(({ ours }) => ours)) held.push(gap);
    }
    expect(held).toEqual([]);
    expect(overtaken).toBeGreaterThan(0);
  });
});
