import { expect, it } from "vitest";
import { decide, leasesOf } from "../../src/core/decision.ts";
import { emptyLedger } from "../../src/core/ledger.ts";
import type { Revoked } from "../../src/core/ledger-entry.ts";
import { formOpinion } from "../../src/core/opinion.ts";
import { describeEntry, describeMerge } from "../../src/report/messages.ts";
import { CAROL, evidence, merged, review, rulesWith } from "../core/evidence-fixture.ts";

const revoked: Revoked = {
  kind: "revoked",
  principal: "alice",
  entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
  at: new Date("2026-11-20T16:02:01.000Z"),
  because: "expiry",
  scheduled: new Date("2026-11-20T16:02:00.000Z"),
  sessionsEnded: 0,
};

it("people are told that access is over only where it is", () => {
  expect([describeEntry(revoked), describeEntry({ ...revoked, left: false })]).toEqual(
    Array(2).fill(
      "🔒 `alice` no longer holds `readonly` on `orders-db/orders` since **2026-11-20 16:02:01Z** (its time was over).",
    ),
  );
  expect(describeEntry({ ...revoked, left: true })).toBe(
    "🔒 The lease of `alice` for `readonly` on `orders-db/orders` is over since **2026-11-20 16:02:01Z** (its time was over). `alice` held the same before, and **still holds** it: Hallpass takes back what it gave, and nothing else.",
  );
});

it("the merge commit and the lease name the policy, its blob, and the commit of the rules", () => {
  const rules = rulesWith({ policyBlobs: new Map([["orders-readonly", "b1"]]) });
  const opinion = formOpinion(evidence({ rules, reviews: [review(CAROL)] }), emptyLedger);
  expect(describeMerge(opinion, "t1").body).toBe(
    [
      "Hallpass-Request: payments/2026-11-20-alice-orders",
      "Hallpass-Subject: alice (1001)",
      "Hallpass-Approved-By: carol (1003)",
      "Hallpass-Policy: orders-readonly (b1)",
      "Hallpass-Rules: t",
      "Hallpass-Ledger: t1",
    ].join("\n"),
  );
  const facts = merged({ rules });
  expect(leasesOf(decide(facts), facts).map(({ policy }) => policy)).toEqual([
    { name: "orders-readonly", blob: "b1", commit: "t" },
  ]);
});
