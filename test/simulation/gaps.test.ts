import { describe, expect, it } from "vitest";
import { ACTS, type Act } from "./amid.ts";
import { templates } from "./cast.ts";
import { play } from "./play.ts";
import type { Event, History } from "./step.ts";
import type { Sabotage, WorldConfig } from "./world.ts";

/** More than a round that grants has. */
const MOST_GAPS = 80;

const site = { name: "p1", nativeExpiry: "none", consistencySeconds: 0 } as const;
const configOf = (container: "separate" | "shared"): WorldConfig => ({
  sites: [{ ...site, container }],
  replicas: 1,
  settles: true,
});

/** One that waits for nothing, gives one thing at the only provider, lasts an hour, and ends with a task. */
const { key } = templates.find(
  ({ asked, seconds, start, task, extends: base }) =>
    asked.length === 1 &&
    asked[0]?.provider === "p1" &&
    seconds === 3600 &&
    start === undefined &&
    base === undefined &&
    task !== undefined,
) ?? { key: -1 };

/** Asked for, approved and merged; somebody acts in that gap of the round that grants it; nobody sends a webhook. */
const historyOf = (act: Act, gap: number, config: WorldConfig): History => {
  const events: Event[] = [
    { do: "pass", seconds: 60 },
    { do: "open", template: key, by: -1, told: true },
    { do: "review", pull: 0, by: -1, yes: true, told: false },
    { do: "wake", replica: 0, work: "review", fuse: -1, restart: 1 },
    { do: "amid", replica: 0, work: "reconcile", gap, act, told: false },
    { do: "pass", seconds: 420 },
    { do: "clear" },
    { do: "pass", seconds: 420 },
  ];
  return { config, steps: events.map((event, index) => ({ seed: index + 1, ...event })) };
};

async function playAll(act: Act, sabotage?: Sabotage): Promise<{ broken: string[]; granted: number }> {
  const broken: string[] = [];
  let granted = 0;
  for (let gap = 0; gap <= MOST_GAPS; gap++) {
    const history = historyOf(act, gap, configOf(gap % 2 === 0 ? "separate" : "shared"));
    const { violation, world } = await play(history, sabotage);
    if (world.oracle.stats.holds > 0) granted++;
    if (violation !== undefined) broken.push(`gap ${gap}: ${violation.words}`);
  }
  return { broken, granted };
}

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

describe("in every gap of a grant", () => {
  it.each(ACTS)("somebody may act, and every promise is kept: %s", async (act) => {
    const { broken, granted } = await playAll(act);
    expect(broken).toEqual([]);
    // Of rounds that grant nothing nothing would be learned.
    expect(granted).toBeGreaterThan(0);
  });

  it("what is ended by a comment before it is given is taken back in the same round", async () => {
    const held: number[] = [];
    let overtaken = 0;
    for (let gap = 0; gap <= MOST_GAPS; gap++) {
      const { steps, config } = historyOf("end", gap, configOf("separate"));
      const seen = watchHolds();
      const history = { config: { ...config, settles: false }, steps: steps.slice(0, 5) };
      const { world, violation } = await play(history, seen.sabotage);
      expect(violation).toBeUndefined();
      if (seen.commentsAtHold !== 1) continue;
      overtaken++;
      if ([...world.oracle.things.values()].some(({ ours }) => ours)) held.push(gap);
    }
    expect(held).toEqual([]);
    expect(overtaken).toBeGreaterThan(0);
  });
});
