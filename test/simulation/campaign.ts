import { drawHistory, STEPS } from "./draw.ts";
import type { Violation } from "./oracle/violation.ts";
import { type Played, play } from "./play.ts";
import { shrink } from "./shrink.ts";
import type { History } from "./step.ts";

/** What many histories came to. */
export interface Campaign {
  readonly firstSeed: number;
  readonly runs: number;
  readonly steps: number;
  readonly claims: number;
  /** Requests that nobody had to approve before. */
  readonly automatic: number;
  readonly emergencies: number;
  readonly holds: number;
  readonly endings: number;
  /** Access that a machine cut which could not know of the extension. */
  readonly excusedCuts: number;
  /** Histories that went through the gate and came to their end, in which `hallpass verify` found nothing. */
  readonly proven: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly seed: number;
  readonly violation: Violation;
  /** Shorter, and it breaks the same promise. */
  readonly shrunk: History;
}

export interface CampaignOptions {
  readonly seed: number;
  readonly runs: number;
  readonly steps?: number;
}

/** After so many it is time to look at them. */
export const MOST_FAILURES = 5;

export const emptyCampaign = (firstSeed: number): Campaign => ({
  firstSeed,
  runs: 0,
  steps: 0,
  claims: 0,
  automatic: 0,
  emergencies: 0,
  holds: 0,
  endings: 0,
  excusedCuts: 0,
  proven: 0,
  faults: new Map(),
  failures: [],
});

/** Both together. */
export function addCampaign(one: Campaign, other: Campaign): Campaign {
  const faults = new Map(one.faults);
  for (const [fault, times] of other.faults) faults.set(fault, (faults.get(fault) ?? 0) + times);
  return {
    firstSeed: Math.min(one.firstSeed, other.firstSeed),
    runs: one.runs + other.runs,
    steps: one.steps + other.steps,
    claims: one.claims + other.claims,
    automatic: one.automatic + other.automatic,
    emergencies: one.emergencies + other.emergencies,
    holds: one.holds + other.holds,
    endings: one.endings + other.endings,
    excusedCuts: one.excusedCuts + other.excusedCuts,
    proven: one.proven + other.proven,
    faults,
    failures: [...one.failures, ...other.failures].sort((a, b) => a.seed - b.seed),
  };
}

/** Plays the histories of seeds in a row. Stops early after some that failed. */
export async function runCampaign({ seed, runs, steps = STEPS }: CampaignOptions): Promise<Campaign> {
  let total = emptyCampaign(seed);
  for (let at = seed; at < seed + runs && total.failures.length < MOST_FAILURES; at++) {
    const history = drawHistory(at, steps);
    total = addCampaign(total, await summarise(at, history, await play(history)));
  }
  return total;
}

async function summarise(
  seed: number,
  history: History,
  { world, steps, violation, proven }: Played,
): Promise<Campaign> {
  return {
    firstSeed: seed,
    runs: 1,
    steps,
    ...world.oracle.stats,
    proven: proven ? 1 : 0,
    faults: world.faults,
    failures:
      violation === undefined
        ? []
        : [{ seed, violation, shrunk: await shrink(history, violation.invariant) }],
  };
}

/** As it is pasted into found.test.ts. */
export const describeFailure = ({ seed, violation, shrunk }: Failure): string =>
  [
    `Seed ${seed} breaks promise ${violation.invariant} at ${new Date(violation.at).toISOString()}:`,
    `  ${violation.words}`,
    `Shrunk to ${shrunk.steps.length} steps; add it to test/simulation/found.test.ts:`,
    "{",
    '  name: "…",',
    "  history: {",
    `    config: ${JSON.stringify(shrunk.config)},`,
    "    steps: [",
    ...shrunk.steps.map((step) => `      ${JSON.stringify(step)},`),
    "    ],",
    "  },",
    "},",
  ].join("\n");
