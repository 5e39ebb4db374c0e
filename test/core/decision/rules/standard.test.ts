// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   WR1: A pull request that changes or restores the rules carries other files, where GitHub demands no
//     review.
//   WR2: An owner approves a pull request into another branch, which shows less; its head is merged into the
//     default branch.
//   WR3: The review of an emergency is prepared: by an older receipt of that name, or by an account of the
//     holder that nobody knows.
//   WR6: The settings on the default branch cannot be read, so that nobody knows whether GitHub demands
//     reviews.

import { addMinutes, subDays, subHours } from "date-fns";
import { describe, expect, it } from "vitest";
import { holdingKey } from "../../../../src/core/access/holding.ts";
import type { Lease } from "../../../../src/core/access/lease.ts";
import { conclude, formCheckResult } from "../../../../src/core/decision/check-result.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import { emptyLedger, type LedgerState } from "../../../../src/core/ledger/ledger.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  EVE,
  evidence,
  NOW,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
  teams,
} from "../../../support/builders/evidence.ts";

const OWNERS =
  "/access-requests/payments/ @acme/payments-leads\n/policies/ @acme/security\n/.github/ @acme/security\n/docs/ @acme/friends\n";
const rules = rulesWith({ settings: settings({ profile: "standard" }), codeownersText: OWNERS });
const WORKFLOW = ".github/workflows/hallpass.yaml";
const change = (path: string, status: "modified" | "removed" = "modified") => ({
  ...{ path, status, mode: "100644", blob: "b", size: 9 },
});

/** A pull request by alice that asks for nothing. */
function other(twist: Twist = {}): Evidence {
  const { file: _, ...rest } = evidence({ rules, changes: [change(WORKFLOW)], ...twist });
  return rest;
}
const colour = (given: Evidence, state: LedgerState = emptyLedger) => conclude(formCheckResult(given, state));
const into = (base: string, given: Evidence): Evidence => ({
  ...given,
  pull: { ...given.pull, base: { ...given.pull.base, ref: base } },
});

describe("files that no decision is about, in the profile standard", () => {
  it("wait for an owner of each, or one of the policies where a file has none", () => {
    expect(colour(other())).toBe("waiting");
    expect(colour(other({ reviews: [review(DAVE)] }))).toBe("success");
    expect(colour(other({ reviews: [review(ALICE)] }))).toBe("waiting");
    const two = [change(WORKFLOW), change("docs/a.md")];
    expect(colour(other({ changes: two, reviews: [review(DAVE)] }))).toBe("waiting");
    expect(colour(other({ changes: two, reviews: [review(DAVE), review(EVE)] }))).toBe("success");
    expect(colour(other({ changes: [change("README.md")], reviews: [review(DAVE)] }))).toBe("success");
  });

  it("are no business of the check in the profile strict", () => {
    expect(colour(other({ rules: rulesWith({ codeownersText: OWNERS }) }))).toBe("success");
  });

  it("WR2: count no approval of a pull request into another base, nor from before the base was changed", () => {
    const approved = other({ reviews: [review(DAVE)] });
    expect(colour(into("stack", approved))).toBe("waiting");
    expect(colour({ ...approved, retargetedAt: addMinutes(NOW, -1) })).toBe("waiting");
    expect(colour({ ...approved, retargetedAt: addMinutes(NOW, -60) })).toBe("success");
  });

  it("WR1: are not carried by a change of the rules, nor by one that restores them", () => {
    const restoring = { restores: true as const, proposed: rules, rules: { ...rules, adopted: false } };
    const changes = [change("policies/a.yaml"), change("docs/a.md")];
    expect(colour(other({ changes, ...restoring }))).not.toBe("success");
    expect(colour(other({ changes: [change("policies/a.yaml")], ...restoring }))).toBe("success");
    expect(colour(other({ changes, ...restoring, reviews: [review(EVE)] }))).toBe("success");
    expect(colour(other({ changes, proposed: rules, reviews: [review(DAVE)] }))).toBe("waiting");
    expect(colour(other({ changes, proposed: rules, reviews: [review(DAVE), review(EVE)] }))).toBe("success");
  });

  it("WR6: wait for an owner also where the settings cannot be read", () => {
    expect(colour(other({ rules: { ...rules, settings: undefined } }))).toBe("waiting");
  });

  it("have the owners of the place that an edit is carried over to", () => {
    const moved = { changes: [change("docs/a.md")], arriving: [change(".github/a.md")] };
    expect(colour(other({ ...moved, reviews: [review(EVE)] }))).toBe("waiting");
    expect(colour(other({ ...moved, reviews: [review(EVE), review(DAVE)] }))).toBe("success");
  });
});

describe("the receipt of an emergency", () => {
  const path = "access-requests/payments/e1.yaml";
  const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
  const lease: Lease = {
    request: "payments/e1",
    ...{ entitlement, principal: "alice", subject: ALICE, approvers: [], basis: "break-glass", pull: 9 },
    policy: { name: "orders-readonly", blob: "b", commit: "c" },
    reason: "",
    startsAt: subDays(NOW, 2),
    endsAt: subHours(NOW, 20),
    ended: { at: subHours(NOW, 20), because: "expiry" },
  };
  const state: LedgerState = {
    ...emptyLedger,
    holdings: new Map([
      [
        holdingKey(lease),
        {
          ...{ principal: "alice", entitlement, container: "separate", heldBefore: false, held: "no" },
          ids: { instance: "i", principal: "p", entitlement: "e" },
          leases: [lease],
          revocations: [],
        },
      ],
    ]),
    seen: new Map([
      [lease.request, { request: lease.request, pull: 9, blob: "b", merge: "m", at: lease.startsAt }],
    ]),
  };
  const receipt = (twist: Twist = {}): Evidence => {
    const given = other({ changes: [change(path, "removed")], ...twist });
    return {
      ...given,
      pull: { ...given.pull, author: { id: 1, login: "hallpass[bot]", type: "Bot" } },
    };
  };

  it("waits for an owner, and a receipt without an emergency waits for nobody", () => {
    expect(colour(receipt(), state)).toBe("waiting");
    expect(colour(receipt({ reviews: [review(CAROL)] }), state)).toBe("success");
    const calm = { ...lease, basis: "automatic" as const };
    const [[key, record] = ["", undefined]] = state.holdings;
    if (record === undefined) throw new Error("There is one holding.");
    const usual = { ...state, holdings: new Map([[key, { ...record, leases: [calm] }]]) };
    expect(colour(receipt(), usual)).toBe("success");
  });

  it("WR3: does not count the holder, nor an account that the identity map does not know", () => {
    const stranger = { id: 6666, login: "alice-two" };
    const leads = new Map([...teams, team(302, "payments-leads", ALICE, stranger)]);
    for (const who of [ALICE, stranger])
      expect(colour(receipt({ teams: leads, reviews: [review(who)] }), state)).toBe("waiting");
  });
});
