import { describe, expect, it } from "vitest";
import { play } from "./play.ts";
import type { History } from "./step.ts";

/** Histories that once broke a promise, as short as they could be made. */
const found: readonly { readonly name: string; readonly history: History }[] = [
  {
    name: "a provider that leaves the configuration a moment after a grant is no doubt about the grant",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "removed", consistencySeconds: 5 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 1,
      },
      steps: [
        { seed: 1690470996, do: "pass", seconds: 138015 },
        { seed: 261696050, do: "open", template: 147, by: -1, told: true },
        { seed: 846542430, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 310259788, do: "configure", replica: 0, provider: 1, present: false },
        { seed: 2135015665, do: "pass", seconds: 60 },
      ],
    },
  },
  {
    name: "a replica whose clock is behind takes away nothing that began on another's",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p3", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 2,
      },
      steps: [
        { seed: 1430170599, do: "pass", seconds: 105536 },
        { seed: 1052643323, do: "open", template: 44, by: -1, told: true },
        { seed: 1373240003, do: "review", pull: 7, by: -1, yes: true, told: true },
        { seed: 1825560550, do: "pass to end", seconds: 6 },
        { seed: 1910038097, do: "open", template: 56, by: -1, told: true },
        { seed: 711442596, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 1323635188, do: "action", fuse: -1 },
        { seed: 1192469735, do: "clock", replica: 0, seconds: -96 },
        { seed: 2058715606, do: "review", pull: 0, by: -1, yes: true, told: true },
      ],
    },
  },
];

describe("what the simulation found", () => {
  it.each(found)("$name", async ({ history }) => {
    expect((await play(history)).violation).toBeUndefined();
  });

  it("plays a history to the same end every time", async () => {
    const [first] = found;
    if (first === undefined) throw new Error("There is no history.");
    const [once, twice] = [await play(first.history), await play(first.history)];
    expect(twice.world.now).toBe(once.world.now);
    expect(twice.world.ledger.commits).toEqual(once.world.ledger.commits);
  });
});
