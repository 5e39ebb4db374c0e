// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU2: The audit is edited.

import { expect, it } from "vitest";
import type { ReceiptRecord } from "../../../src/core/ledger/receipt-record.ts";
import { judgeReceipt } from "../../../src/core/verify/judge-receipt.ts";
import { CAROL } from "../../support/builders/evidence.ts";
import { at } from "../../support/builders/ledger.ts";

const review = { id: 7, reviewer: CAROL, commit: "a".repeat(40), at: at(90) };
const receipt: ReceiptRecord = {
  pull: 20,
  merge: "b".repeat(40),
  requests: ["payments/a"],
  reviews: [review],
  at: at(100),
};
const facts = { at: at(100), removed: ["access-requests/payments/a.yaml"] };
const codesOf = (changed: Partial<ReceiptRecord>, found: typeof facts | undefined = facts): string[] =>
  judgeReceipt({ ...receipt, ...changed }, found).map(({ code }) => code);

it("a receipt whose merge removed the request, by one review before it, is proven", () => {
  expect(codesOf({})).toEqual([]);
  expect(codesOf({ reviews: [] })).toEqual([]);
});

it("AU2: a receipt of a merge that is not there is named", () => {
  expect(judgeReceipt(receipt, undefined)).toMatchObject([{ code: "MERGE_MISSING" }]);
});

it.each<[string, Partial<ReceiptRecord>]>([
  ["a request that the merge did not remove", { requests: ["payments/a", "payments/b"] }],
  ["a review from after the merge", { reviews: [{ ...review, at: at(101) }] }],
  ["reviews of two commits", { reviews: [review, { ...review, id: 8, commit: "c".repeat(40) }] }],
])("AU2: a receipt of %s is named", (_name, changed) => {
  expect(codesOf(changed)).toEqual(["RECEIPT_MISMATCH"]);
});
