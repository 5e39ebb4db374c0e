import type { LedgerCommit } from "../audit/ledger-commit.ts";
import type { Line } from "./line-commit.ts";
import type { Violation } from "./violation.ts";

/** Times of two clocks may contradict each other by this much: clocks are corrected. */
export const CLOCK_MS = 5 * 60 * 1000;

/**
 * Judges times that their makers chose against each other, in the ledger's order. A merge is not dated after the grant that it led to. A commit
 * of the ledger that is dated before the one it follows is only counted: a clock that was set right does the same as whoever has the key and
 * chose the time.
 */
export function createTimes(line: Line) {
  let last: Date | undefined;
  let steps = 0;
  return {
    judge({ at, entries }: LedgerCommit, isKnown: boolean): Violation[] {
      if (!isKnown && last !== undefined && at.getTime() + CLOCK_MS < last.getTime()) steps++;
      last = at;
      return entries.flatMap((entry): Violation[] => {
        if (entry.kind !== "intent" || entry.proof === undefined) return [];
        const merge = line.get(entry.proof.merge);
        if (merge === undefined || merge.at.getTime() <= entry.at.getTime() + CLOCK_MS) return [];
        const says = `its merge is dated ${merge.at.toISOString()}, after the grant at ${entry.at.toISOString()}`;
        return [{ code: "TIME_REVERSED", says, request: entry.lease.request }];
      });
    },
    /** Commits dated before the one they follow. */
    countSteps: () => steps,
  };
}
