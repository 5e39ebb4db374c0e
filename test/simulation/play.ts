import type { Violation as Found } from "../../src/core/verify/violation.ts";
import { createWorld } from "./create-world.ts";
import type { Violation } from "./oracle/violation.ts";
import { perform } from "./perform.ts";
import { settle } from "./settle.ts";
import type { History } from "./step.ts";
import { verifyWorld } from "./verify.ts";
import type { Sabotage, World } from "./world.ts";

export interface Played {
  readonly world: World;
  /** The first promise that was broken; undefined = all were kept. */
  readonly violation: Violation | undefined;
  /** After which step; the number of steps when it was at the end. */
  readonly at: number;
  readonly steps: number;
  /** All of it went through the gate and came to its end, and `hallpass verify` proves it. */
  readonly proven: boolean;
}

/** Plays a history from the beginning, and looks at everything after every step. Stops at the first broken promise. */
export async function play({ config, steps }: History, sabotage: Sabotage = {}): Promise<Played> {
  const world = createWorld(config, sabotage);
  let done = 0;
  for (const step of steps) {
    await perform(world, step);
    sabotage.afterStep?.(world);
    done++;
    const violation = firstOf(world);
    if (violation !== undefined) return { world, violation, at: done, steps: done, proven: false };
  }
  if (config.settles !== false) await settle(world);
  const { unexplained, proven } = await verifyWorld(world);
  return {
    world,
    violation: firstOf(world) ?? nameUnexplained(unexplained, world),
    at: done,
    steps: done,
    proven,
  };
}

/** Invariant 9: the ledger is evidence, and says so. */
function nameUnexplained([first]: readonly Found[], { now }: World): Violation | undefined {
  if (first === undefined) return undefined;
  const { code, says, request } = first;
  return { invariant: 9, words: `hallpass verify says ${code} of ${request}: ${says}`, at: now };
}

/** An error nobody injected is no promise of the design, and no less a bug. */
function firstOf(world: World): Violation | undefined {
  const [surprise] = world.surprises.keys();
  return (
    world.oracle.violations[0] ??
    (surprise === undefined ? undefined : { invariant: 0, words: surprise, at: world.now })
  );
}
