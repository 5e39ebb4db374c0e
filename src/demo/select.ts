import { type Door, type Selected, selectOnce } from "./database.ts";
import { waitFor } from "./poll.ts";
import type { Stage } from "./stage.ts";

/** Longer than the lease: it also waits for its end. */
const DEADLINE_MS = 30_000;

/**
 * Asks PostgreSQL as alice, in a new session each time, until the answer is the one wished for. `onTry` hears of every other
 * answer, and of none at all: Hallpass may end her sessions while one of them asks.
 */
export const waitForSelect = (
  { stage }: { readonly stage: Door & Pick<Stage, "signal"> },
  wished: Selected["outcome"],
  onTry: () => void = () => {},
): Promise<Selected> =>
  waitFor(
    `alice's SELECT is ${wished}`,
    stage.signal,
    async () => {
      const selected = await selectOnce(stage, "alice");
      if (selected.outcome === wished) return selected;
      onTry();
      return undefined;
    },
    DEADLINE_MS,
  );
