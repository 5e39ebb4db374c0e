import type { PastEntry } from "../audit/ledger-commit.ts";
import type { Violation } from "./violation.ts";

/**
 * An intent that the ledger holds as an entry names its policy and its reviews: every version that wrote entries wrote these, from the
 * first of format 2 on. Who has the key could leave out what shows that nobody approved. Only intents that were derived, of commits of
 * format 1, may lack them.
 */
export function judgeOmission(entry: PastEntry): Violation[] {
  if (entry.kind !== "intent" || entry.proof === undefined) return [];
  const { policy, request } = entry.lease;
  const found: Violation[] = [];
  if (policy === undefined) found.push({ code: "POLICY_CHANGED", says: "it names no policy", request });
  if (entry.proof.reviews === undefined)
    found.push({ code: "REVIEW_MISMATCH", says: "it names no reviews", request });
  if (entry.proof.codeowners === undefined)
    found.push({ code: "RULES_NOT_ADOPTED", says: "it names no CODEOWNERS file", request });
  return found;
}
