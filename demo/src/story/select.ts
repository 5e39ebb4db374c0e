import { type Door, type Selected, selectOnce } from "../stage/database.ts";
import { type Deadline, waitFor } from "../stage/poll.ts";

/** Longer than the lease, because it also waits for its end. */
const DEADLINE_MS = 30_000;

/** A short interval costs the database little, and makes the measured time exact. */
const PAUSE_MS = 25;

/**
 * Queries PostgreSQL as alice, in a new session each time, until the expected outcome. `onTry` gets every other outcome, also "no
 * answer": Hallpass may end her session during a query.
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
