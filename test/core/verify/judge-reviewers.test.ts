// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU2: The audit is edited.

import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import type { ReceiptRecord } from "../../../src/core/ledger/receipt-record.ts";
import { createReviewers, type OwnedReceipt } from "../../../src/core/verify/judge-reviewers.ts";
import { CAROL, DAVE, EVE } from "../../support/builders/evidence.ts";
import { at } from "../../support/builders/ledger.ts";

const receipt = (...reviewers: (typeof CAROL)[]): ReceiptRecord => ({
  pull: 20,
  merge: "b".repeat(40),
  requests: ["payments/a"],
  reviews: reviewers.map((reviewer) => ({ id: reviewer.id, reviewer, commit: "a".repeat(40), at: at(90) })),
  at: at(100),
});
const owned = (
  record: ReceiptRecord,
  text = "/access-requests/payments/ @acme/Payments-Leads\n",
): OwnedReceipt => ({
  receipt: record,
  codeowners: parseCodeowners(text, ".github/CODEOWNERS"),
});
const observed = (slug: string, ...members: (typeof CAROL)[]): PastEntry => ({
  kind: "observed",
  team: { id: 302, slug },
  members,
  first: true,
  at: at(0),
});
const judge = (of: OwnedReceipt, entries: readonly PastEntry[], now = addHours(at(100), 3)) => {
  const reviewers = createReviewers(now);
  for (const entry of entries) reviewers.note(entry);
  reviewers.add("c".repeat(40), [of]);
  return reviewers.judge();
};

describe("AU2: a reviewer of a receipt who never owned its files", () => {
  it("is named", () => {
    expect(judge(owned(receipt(CAROL, EVE)), [observed("payments-leads", CAROL)])).toMatchObject([
      {
        code: "RECEIPT_MISMATCH",
        commit: "c".repeat(40),
        says: "review 1005 of receipt #20 is by eve, who was in no team that owned its files (payments-leads)",
      },
    ]);
  });

  it("is not who was in the team once, or came later", () => {
    const entries = [observed("payments-leads", DAVE), observed("payments-leads", CAROL)];
    expect(judge(owned(receipt(CAROL, DAVE)), entries)).toEqual([]);
  });

  it("is nobody where the ledger does not show the team, where no CODEOWNERS is there, and within two hours", () => {
    expect(judge(owned(receipt(EVE)), [observed("others", CAROL)])).toEqual([]);
    const known = [observed("payments-leads", CAROL)];
    expect(judge({ receipt: receipt(EVE), codeowners: undefined }, known)).toEqual([]);
    expect(judge(owned(receipt(EVE)), known, addHours(at(100), 1))).toEqual([]);
  });
});
