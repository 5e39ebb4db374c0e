import { expect, it } from "vitest";
import { AFTER_THE_WORK } from "./amid.ts";
import { PLAIN_COUNT, templateOf, templates } from "./cast.ts";
import { play } from "./play.ts";
import type { Event, History } from "./step.ts";
import { ACTS, type Act } from "./step.ts";
import type { WorldConfig } from "./world.ts";

const site = { name: "p1", nativeExpiry: "none", consistencySeconds: 0 } as const;
export const configOf = (container: "separate" | "shared"): WorldConfig => ({
  sites: [{ ...site, container }],
  replicas: 1,
  settles: true,
});

/** One that waits for nothing, gives one thing at the only provider, lasts an hour, ends with a task, and may be extended. */
const { key } = templates.find(
  ({ key: own, asked, seconds, start, task, extends: base }) =>
    asked.length === 1 &&
    asked[0]?.provider === "p1" &&
    seconds === 3600 &&
    start === undefined &&
    base === undefined &&
    task !== undefined &&
    [300, 600, 3600].includes(templateOf(own + PLAIN_COUNT).seconds),
) ?? { key: -1 };

const approve: readonly Event[] = [
  { do: "review", pull: 0, by: -1, yes: true, told: false },
  { do: "wake", replica: 0, work: "review", fuse: -1, restart: 1 },
];
const first: readonly Event[] = [
  { do: "pass", seconds: 60 },
  { do: "open", template: key, by: -1, told: true },
  ...approve,
];
const grant: Event = { do: "wake", replica: 0, work: "reconcile", fuse: -1, restart: 1 };
const extend: readonly Event[] = [...first, grant, { do: "extend", back: 0, told: true }];

/** What happened before the round, or the review, in whose gaps somebody acts; and how many leases there are at least where she acts last. */
const works = {
  "a request's grant": { before: first, work: "reconcile", claims: 1 },
  "an extension's grant": { before: [...extend, ...approve], work: "reconcile", claims: 2 },
  "an extension's merge": { before: [...extend, ...approve.slice(0, 1)], work: "review", claims: 1 },
} as const;

/** Nobody sends a webhook. */
export const historyOf = (of: keyof typeof works, act: Act, gap: number, config: WorldConfig): History => {
  const events: Event[] = [
    ...works[of].before,
    { do: "amid", replica: 0, work: works[of].work, gap, act, told: false },
    { do: "pass", seconds: 420 },
    { do: "clear" },
    { do: "pass", seconds: 420 },
  ];
  return { config, steps: events.map((event, index) => ({ seed: index + 1, ...event })) };
};

async function playAll(of: keyof typeof works, act: Act): Promise<{ broken: string[]; claims: number }> {
  const broken: string[] = [];
  let claims = 0;
  for (let gap = 0, isLast = false; !isLast; gap++) {
    const { violation, world } = await play(
      historyOf(of, act, gap, configOf(gap % 2 === 0 ? "separate" : "shared")),
    );
    claims = Math.max(claims, world.oracle.stats.claims);
    if (violation !== undefined) broken.push(`gap ${gap}: ${violation.words}`);
    isLast = world.faults.has(AFTER_THE_WORK);
  }
  return { broken, claims };
}

/** Registers a test for each act: somebody does it in every gap of that work, a history for each. */
export function keepPromisesInGaps(of: keyof typeof works): void {
  it.each(ACTS)(`of ${of} somebody may %s, and every promise is kept`, { timeout: 120_000 }, async (act) => {
    const { broken, claims } = await playAll(of, act);
    expect(broken).toEqual([]);
    // Of work that grants nothing nothing would be learned.
    expect(claims).toBeGreaterThanOrEqual(works[of].claims);
  });
}
