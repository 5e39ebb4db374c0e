import type { LedgerCommit } from "../audit/ledger-commit.ts";
import type { Line } from "./line-commit.ts";
import type { Violation } from "./violation.ts";

/** Times of two clocks may contradict each other by this much: clocks are corrected. */
export const CLOCK_MS = 5 * 60 * 1000;

/**
 * Judges times that their makers chose against each other, in the ledger's order: a commit of the ledger is not dated before the one it
 * follows, and a merge not after the grant that it led to.
 */
export function createTimes(line: Line) {
  let last: Date | undefined;
  const judge = ({ at, entries }: LedgerCommit): Violation[] => {
    const before = last;
    last = at;
    const back: Violation[] =
      before !== undefined && at.getTime() + CLOCK_MS < before.getTime()
        ? [
            {
              code: "TIME_REVERSED",
              says: `it is dated ${at.toISOString()}, and follows a commit of ${before.toISOString()}`,
            },
          ]
        : [];
    const early = entries.flatMap((entry): Violation[] => {
      const merge =
        entry.kind === "intent" && entry.proof !== undefined ? line.get(entry.proof.merge) : undefined;
      if (merge === undefined || entry.kind !== "intent") return [];
      if (merge.at.getTime() <= entry.at.getTime() + CLOCK_MS) return [];
      const says = `its merge is dated ${merge.at.toISOString()}, after the grant at ${entry.at.toISOString()}`;
      return [{ code: "TIME_REVERSED", says, request: entry.lease.request }];
    });
    return [...back, ...early];
  };
  return { judge };
}
