import { createWorld } from "./create-world.ts";
import type { Violation } from "./oracle/violation.ts";
import { perform } from "./perform.ts";
import { settle } from "./settle.ts";
import type { History } from "./step.ts";
import type { Sabotage, World } from "./world.ts";

export interface Played {
  readonly world: World;
  /** The first promise that was broken; undefined = all were kept. */
  readonly violation: Violation | undefined;
  /** After which step; the number of steps when it was at the end. */
  readonly at: number;
  readonly steps: number;
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
    if (violation !== undefined) return { world, violation, at: done, steps: done };
  }
  if (config.settles !== false) await settle(world);
  return { world, violation: firstOf(world), at: done, steps: done };
}

/** An error nobody injected is no promise of the design, and no less a bug. */
function firstOf(world: World): Violation | undefined {
  const [surprise] = world.surprises.keys();
  return (
    world.oracle.violations[0] ??
    (surprise === undefined ? undefined : { invariant: 0, words: surprise, at: world.now })
  );
}
