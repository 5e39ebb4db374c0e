// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   WR3: The review of an emergency is prepared: by an older receipt of that name, or by an account of the
//     holder that nobody knows.

import { addHours, addMinutes, subHours } from "date-fns";
import { expect, it } from "vitest";
import type { Basis } from "../../../src/core/access/basis.ts";
import { holdingKey } from "../../../src/core/access/holding.ts";
import { listEarlierGrants } from "../../../src/core/decision/earlier-grants.ts";
import type { HoldingRecord } from "../../../src/core/ledger/holding-record.ts";
import { emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import { ALICE, CAROL, DAVE, NOW, policy } from "../../support/builders/evidence.ts";

interface Given {
  readonly request: string;
  readonly pull: number;
  readonly basis: Basis;
  readonly startsAt?: Date;
  readonly seenAt?: Date;
  readonly subject?: { readonly id: number; readonly login: string };
  readonly policyName?: string;
}

/** A ledger with these grants, one account each. */
function ledgerOf(given: readonly Given[], receipts: LedgerState["receipts"] = new Map()): LedgerState {
  const seen = new Map<string, LedgerState["seen"] extends ReadonlyMap<string, infer Seen> ? Seen : never>();
  const holdings = new Map<string, HoldingRecord>();
  for (const {
    request,
    pull,
    basis,
    startsAt = subHours(NOW, 1),
    seenAt = startsAt,
    subject = ALICE,
    policyName = "orders-readonly",
  } of given) {
    const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
    const principal = `${subject.login}-${pull}`;
    seen.set(request, { request, pull, blob: "b", merge: "m", at: seenAt });
    holdings.set(holdingKey({ principal, entitlement }), {
      principal,
      entitlement,
      ids: { instance: "i", principal, entitlement: "e" },
      container: "separate",
      heldBefore: false,
      held: "yes",
      revocations: [],
      leases: [
        {
          ...{ request, pull, basis, subject, entitlement, principal, startsAt },
          approvers: [],
          policy: { name: policyName, blob: "b", commit: "c" },
          reason: "",
          endsAt: addHours(startsAt, 1),
        },
      ],
    });
  }
  return { ...emptyLedger, holdings, seen, receipts };
}

const about = { id: "payments/own", pull: 20, accounts: [ALICE.id], policies: [policy()], at: NOW };
const requestsOf = (state: LedgerState, overrides: Partial<typeof about> = {}): string[] =>
  listEarlierGrants(state, { ...about, ...overrides }).automatic.map(({ request }) => request);

it("counts what the policy approved for anybody within 24 hours, and nothing else", () => {
  const state = ledgerOf([
    { request: "payments/a", pull: 1, basis: "automatic" },
    { request: "payments/b", pull: 2, basis: "automatic", subject: DAVE },
    { request: "payments/old", pull: 3, basis: "automatic", startsAt: subHours(NOW, 25) },
    { request: "payments/other", pull: 4, basis: "automatic", policyName: "another" },
    { request: "payments/glass", pull: 5, basis: "break-glass" },
  ]);
  expect(requestsOf(state)).toEqual(["payments/a", "payments/b"]);
});

it("does not count what came with or after the request, once the ledger has it", () => {
  const at = subHours(NOW, 1);
  const state = ledgerOf([
    { request: "payments/before", pull: 30, basis: "automatic", seenAt: subHours(at, 1) },
    { request: "payments/with-it", pull: 19, basis: "automatic", seenAt: at },
    { request: "payments/own", pull: 20, basis: "automatic", seenAt: at },
    { request: "payments/with-it-too", pull: 21, basis: "automatic", seenAt: at },
    { request: "payments/after", pull: 1, basis: "automatic", seenAt: addMinutes(at, 1) },
  ]);
  expect(requestsOf(state)).toEqual(["payments/before"]);
  expect(requestsOf(state, { id: "payments/new", pull: 2 })).toHaveLength(5);
});

it("WR3: tells who reviewed each emergency of the person, whichever account they used", () => {
  const other = { id: 2001, login: "alice-2" };
  const review = { id: 1, reviewer: CAROL, commit: "h", at: NOW };
  const receipts = new Map([
    [40, { pull: 40, merge: "m", requests: ["payments/a"], reviews: [review], at: NOW }],
    [41, { pull: 41, merge: "m", requests: ["payments/b"], reviews: [], at: NOW }],
    // Of a file of that name that was removed before anything was granted.
    [7, { pull: 7, merge: "m", requests: ["payments/b"], reviews: [review], at: subHours(NOW, 30) }],
  ]);
  const state = ledgerOf(
    [
      { request: "payments/a", pull: 1, basis: "break-glass" },
      { request: "payments/b", pull: 2, basis: "break-glass", subject: other },
      { request: "payments/c", pull: 3, basis: "break-glass", subject: DAVE },
    ],
    receipts,
  );
  expect(listEarlierGrants(state, { ...about, accounts: [ALICE.id, other.id] }).brokenGlass).toEqual([
    { request: "payments/a", reviewers: [CAROL] },
    { request: "payments/b", reviewers: [] },
  ]);
});
