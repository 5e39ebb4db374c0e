import { endDue, endLate } from "../operations/ending/end.ts";
import type { Deps } from "../operations/round/deps.ts";

/** Revokes at one provider at a time. Each provider has lanes of its own: one that hangs delays no other. */
export interface RevocationScheduler {
  /** Revokes expired and ended access. Answers in how many milliseconds to try the rest again. */
  end(provider: string): Promise<number | undefined>;
  /** Revokes access that came back after its revocation. */
  look(provider: string): Promise<undefined>;
}

/** `onEnded`: a revocation was tried, and its outcome recorded. */
export function createRevocationScheduler(deps: Deps, onEnded: () => void): RevocationScheduler {
  return {
    async end(provider) {
      const { outcomes, retryInMs } = await endDue(deps, provider);
      if (outcomes.length > 0) onEnded();
      return retryInMs;
    },
    async look(provider) {
      const outcomes = await endLate(deps, provider);
      if (outcomes.length > 0) onEnded();
      return undefined;
    },
  };
}
