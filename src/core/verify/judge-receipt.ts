import { requestPath } from "../files/request.ts";
import type { ReceiptRecord } from "../ledger/receipt-record.ts";
import type { LineCommit } from "./line-commit.ts";
import type { Violation, ViolationCode } from "./violation.ts";

/** Judges the record of a review after the end by the commit that it names; undefined: the default branch does not have it. */
export function judgeReceipt(
  { pull, merge, requests, reviews }: ReceiptRecord,
  facts: Pick<LineCommit, "at" | "removed"> | undefined,
): Violation[] {
  if (facts === undefined)
    return [
      { code: "MERGE_MISSING", says: `the merge ${merge} of receipt #${pull} is not on the default branch` },
    ];
  const mismatch = (says: string, request?: string): Violation => ({
    code: "RECEIPT_MISMATCH" satisfies ViolationCode,
    says,
    ...(request !== undefined && { request }),
  });
  const heads = new Set(reviews.map(({ commit }) => commit));
  return [
    ...requests
      .filter((request) => !facts.removed.includes(requestPath(request)))
      .map((request) => mismatch(`receipt #${pull} names it, and ${merge} did not remove its file`, request)),
    ...reviews
      .filter(({ at }) => at > facts.at)
      .map(({ id }) => mismatch(`review ${id} of receipt #${pull} is from after the merge`)),
    ...(heads.size > 1 ? [mismatch(`the reviews of receipt #${pull} are of ${heads.size} commits`)] : []),
  ];
}
