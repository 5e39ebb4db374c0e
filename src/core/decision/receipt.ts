import { parseRequestPath } from "../files/request.ts";
import type { ReceiptRecord } from "../ledger/receipt-record.ts";
import type { Evidence } from "./evidence.ts";
import { listOwnerReviews } from "./rules/approval.ts";
import { listRemovedBy } from "./who-may-end.ts";

/** What the ledger says of a merged removal of requests; undefined where it is none. */
export function describeReceipt(evidence: Evidence): ReceiptRecord | undefined {
  const { merge, pull } = evidence;
  const paths = listRemovedBy(evidence);
  const requests = paths.flatMap((path) => parseRequestPath(path)?.id ?? []);
  if (merge === undefined || requests.length === 0) return undefined;
  // Those who owned the files then, not who own them now.
  const then = { ...evidence, rules: merge.rulesBefore, ownersErrors: merge.ownersErrorsBefore };
  const reviews = paths.flatMap((path) => listOwnerReviews(then, path));
  return {
    pull: pull.number,
    merge: merge.commit,
    requests,
    reviews: [...new Map(reviews.map((review) => [review.id, review])).values()],
    at: merge.at,
  };
}
