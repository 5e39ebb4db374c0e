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
  readonly holds: number;
  readonly endings: number;
  /** Access that a machine cut which could not know of the extension. */
  readonly excusedCuts: number;
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
  /** Told after each history; whether to go on. */
  readonly onPlayed?: (done: number, steps: number) => boolean;
}

const MOST_FAILURES = 5;

/** Plays the histories of seeds in a row. Stops early after some that failed, or when told to. */
export async function runCampaign({
  seed,
  runs,
  steps = STEPS,
  onPlayed = () => true,
}: CampaignOptions): Promise<Campaign> {
  const total = { runs: 0, steps: 0, claims: 0, holds: 0, endings: 0, excusedCuts: 0 };
  const faults = new Map<string, number>();
  const failures: Failure[] = [];
  for (let at = seed; at < seed + runs && failures.length < MOST_FAILURES; at++) {
    const history = drawHistory(at, steps);
    const played = await play(history);
    total.runs++;
    total.steps += played.steps;
    addStats(total, faults, played);
    const { violation } = played;
    if (violation !== undefined)
      failures.push({ seed: at, violation, shrunk: await shrink(history, violation.invariant) });
    if (!onPlayed(total.runs, total.steps)) break;
  }
  return { firstSeed: seed, ...total, faults, failures };
}

type Totals = { claims: number; holds: number; endings: number; excusedCuts: number };

function addStats(total: Totals, faults: Map<string, number>, { world }: Played): void {
  const { claims, holds, endings, excusedCuts } = world.oracle.stats;
  total.claims += claims;
  total.holds += holds;
  total.endings += endings;
  total.excusedCuts += excusedCuts;
  for (const [fault, times] of world.faults) faults.set(fault, (faults.get(fault) ?? 0) + times);
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
