import type { PastEntry } from "../audit/ledger-commit.ts";
import type { Violation } from "./violation.ts";

/**
 * Judges entries, in the ledger's order: an intent that names no policy or no reviews is from before the ledger had them, so none may
 * follow one that does. Who has the key could leave out what shows that nobody approved.
 */
export function createOmissions() {
  const named = { policy: false, reviews: false };
  return (entry: PastEntry): Violation[] => {
    if (entry.kind !== "intent") return [];
    const { policy, request } = entry.lease;
    const has = { policy: policy !== undefined, reviews: entry.proof?.reviews !== undefined };
    const found: Violation[] = [];
    if (named.policy && !has.policy)
      found.push({
        code: "POLICY_CHANGED",
        says: "it names no policy, and grants before it name theirs",
        request,
      });
    if (named.reviews && !has.reviews)
      found.push({
        code: "REVIEW_MISMATCH",
        says: "it names no reviews, and grants before it name theirs",
        request,
      });
    named.policy ||= has.policy;
    named.reviews ||= has.reviews;
    return found;
  };
}
