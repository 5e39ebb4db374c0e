import { type Door, type Selected, selectOnce } from "../stage/database.ts";
import { type Deadline, waitFor } from "../stage/poll.ts";

/** Longer than the lease: it also waits for its end. */
const DEADLINE_MS = 30_000;

/** The database does not mind, and how long a grant takes is measured by it. */
const PAUSE_MS = 25;

/**
 * Asks PostgreSQL as alice, in a new session each time, until the answer is the one wished for. `onTry` hears of every other
 * answer, and of none at all: Hallpass may end her sessions while one of them asks.
 */
export const waitForSelect = (
  { stage }: { readonly stage: Door & Deadline },
  wished: Selected["outcome"],
  onTry: () => void = () => {},
): Promise<Selected> =>
  waitFor(
    `alice's SELECT is ${wished}`,
    { signal: stage.signal, deadlineMs: Math.max(DEADLINE_MS, stage.deadlineMs ?? 0) },
    async () => {
      const selected = await selectOnce(stage, "alice");
      if (selected.outcome === wished) return selected;
      onTry();
      return undefined;
    },
    PAUSE_MS,
  );
