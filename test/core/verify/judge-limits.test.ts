// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   CN6: Whoever has the ledger's key grants what a condition of the policy forbade.
//   AU2: The audit is edited.

import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease, Person } from "../../../src/core/access/lease.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import { type AccessRequest, parseRequest } from "../../../src/core/files/request.ts";
import type { Day } from "../../../src/core/hours/hours-schema.ts";
import { emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import { type GrantFacts, judgeGrant } from "../../../src/core/verify/judge-grant.ts";
import { needsFallback } from "../../../src/core/verify/judge-steps.ts";
import { CAROL, DAVE, PATH, policy, requestText, rulesWith } from "../../support/builders/evidence.ts";
import { at, granted, intentEntry, lease, proof, START } from "../../support/builders/ledger.ts";

// START is Friday, 2026-11-20, 14:00 UTC.
const applied = { name: "orders-readonly", blob: "e".repeat(40), commit: "t" };
const own = (more: Partial<Lease> = {}): Lease => lease({ policy: applied, approvers: [CAROL], ...more });

const observed: LedgerState["teams"] = new Map([
  [302, { id: 302, slug: "payments-leads", members: [CAROL] }],
  [303, { id: 303, slug: "security", members: [DAVE] }],
]);

interface Given {
  readonly file?: AccessRequest;
  readonly of?: Lease;
  readonly before?: LedgerState;
  readonly grantedAt?: Date;
}

/** What the audit says of a grant under this policy, besides the rules that were never adopted here. */
function judge(
  more: Partial<Policy>,
  { file, of = own(), before = emptyLedger, grantedAt = START }: Given = {},
) {
  const facts: GrantFacts = {
    merge: { at: START, blob: proof.blob },
    reviewed: { blob: proof.blob },
    request: file,
    rules: rulesWith({ policies: [policy(more)], policyBlobs: new Map([[applied.name, applied.blob]]) }),
  };
  return judgeGrant(intentEntry(of, { at: grantedAt }), facts, { ...before, teams: observed })
    .filter(({ code }) => ["POLICY_EXCEEDED", "TOO_FEW_APPROVALS", "APPROVER_NOT_OWNER"].includes(code))
    .map(({ says }) => says);
}

const hours = (from: string, to: string, ...days: Day[]) => ({ zone: "UTC", weekly: [{ days, from, to }] });
const exceeds = (what: string): string => `${what}, and the policy orders-readonly forbids it`;

describe("AU2: the audit replays what a policy says of", () => {
  it("windows", () => {
    expect(judge({ windows: hours("13:00", "15:00", "friday") })).toEqual([]);
    expect(judge({ windows: hours("14:00", "16:00", "monday") })).toEqual([
      exceeds("it begins outside of the windows"),
    ]);
    const long = own({ endsAt: addHours(START, 2) });
    expect(judge({ windows: hours("13:00", "15:00", "friday") }, { of: long })).toEqual([
      exceeds("it lasts longer than the window it began in"),
    ]);
  });

  it("times ahead and behind", () => {
    const later = own({ startsAt: addHours(START, 3), endsAt: addHours(START, 4) });
    expect(judge({ maximumLead: "2h" }, { of: later })).toEqual([
      exceeds("it begins more than 2h after its merge"),
    ]);
    expect(judge({ activation: "2h" }, { grantedAt: addHours(START, 1) })).toEqual([]);
    expect(judge({ activation: "2h" }, { grantedAt: addHours(START, 3) })).toEqual([
      exceeds("it was granted more than 2h after its beginning"),
    ]);
  });

  it("CN6: conditions", () => {
    const wants = (condition: string) => ({ when: [{ condition, says: "It is wanted." }] });
    const file = parseRequest(requestText(), PATH).value;
    const before = granted(own({ request: "payments/other", startsAt: at(-600), endsAt: at(600) }));
    if (file === undefined) throw new Error("The request cannot be read.");
    for (const [condition, given] of [
      ["request.duration <= duration('2h') && time.getHours() == 14", {}],
      ["history.first && subject.id == requester.id", {}],
      ["history.day == 1 && !history.first", { before }],
    ] as const)
      expect(judge(wants(condition), { file, ...given })).toEqual([]);
    for (const [condition, given] of [
      ["request.duration < duration('2h')", {}],
      ["subject.id != requester.id", {}],
      ["history.first", { before }],
      ["1 / 0 == 1", {}],
    ] as const)
      expect(judge(wants(condition), { file, ...given })).toEqual([
        `it is not true that ${condition}, as the policy orders-readonly wants`,
      ]);
    const free = own({ basis: "automatic" });
    const automatic = { maximum: "8h", when: [{ condition: "history.first", says: "The first one." }] };
    const untrue = "it is not true that history.first, as the policy orders-readonly wants";
    expect(judge({ automatic }, { file, of: free, before })).toContain(untrue);
    expect(judge({ automatic }, { file, of: free })).not.toContain(untrue);
    expect(judge({ automatic }, { file, before })).toEqual([]);
    // A file that cannot be read is a violation by itself.
    expect(judge(wants("false"))).toEqual([]);
  });

  it("reasons", () => {
    expect(judge({ reason: { pattern: "[Rr]efund" } })).toEqual([]);
    expect(judge({ reason: { pattern: "INC-" } })).toEqual([
      exceeds("its reason has nothing of the form INC-"),
    ]);
  });

  it("what the subject had and has", () => {
    const other = own({ request: "payments/other", startsAt: at(-600), endsAt: at(600) });
    const before = granted(other);
    expect(judge({ concurrency: 2 }, { before })).toEqual([]);
    expect(judge({ concurrency: 1 }, { before })).toEqual([
      exceeds("alice had payments/other at the same time"),
    ]);
    const over = granted({ ...other, endsAt: at(-60) });
    expect(judge({ concurrency: 1, coolDown: "30s" }, { before: over })).toEqual([]);
    expect(judge({ coolDown: "2m" }, { before: over })).toEqual([
      exceeds("alice could have readonly on orders-db/orders again from 2026-11-20T14:01:00.000Z on"),
    ]);
    const extension = own({ extends: "payments/other" });
    expect(judge({ concurrency: 1, coolDown: "1d" }, { before, of: extension })).toEqual([]);
  });

  it("a fallback: who owns the folder by it is an owner, and its time is only counted", () => {
    const teams = [{ slug: "payments-leads", id: 302 }];
    const fallback = { after: "8h", teams: [{ slug: "security", id: 303 }] };
    const needs = (by: readonly Person[], more: Partial<Policy>, seen = observed) =>
      needsFallback(intentEntry(own({ approvers: by })), rulesWith({ policies: [policy(more)] }), {
        ...emptyLedger,
        teams: seen,
      });
    expect(needs([DAVE], { approvals: { teams, fallback } })).toBe(true);
    expect(needs([CAROL], { approvals: { teams, fallback } })).toBe(false);
    expect(needs([CAROL], { approvals: { teams, fallback, count: 2 } })).toBe(true);
    expect(needs([DAVE], { approvals: { teams } })).toBe(false);
    const below = new Map([
      [302, { id: 302, slug: "payments-leads", members: [CAROL], childMembers: [DAVE] }],
    ]);
    expect(needs([DAVE], { approvals: { teams, fallback } }, below)).toBe(true);
    expect(needs([DAVE], { approvals: { teams, fallback, includeChildTeams: true } }, below)).toBe(false);
    const steps = [{ teams: [{ slug: "legal", id: 309 }] }];
    const judged = judge({ approvals: { teams, fallback, steps } }, { of: own({ approvers: [DAVE] }) });
    expect(judged.at(-1)).toMatch(/^1 of the approvals/u);
  });

  it("steps of approval", () => {
    const teams = [{ slug: "payments-leads", id: 302 }];
    const steps = [{ teams: [{ slug: "security", id: 303 }], roles: ["readonly"] }];
    expect(judge({ approvals: { teams, steps } }, { of: own({ approvers: [CAROL, DAVE] }) })).toEqual([]);
    expect(judge({ approvals: { teams, steps } })).toEqual([
      "1 of the approvals that the steps of the policy orders-readonly ask for is not among those who approved it",
    ]);
    expect(judge({ approvals: { teams } }, { of: own({ approvers: [CAROL, DAVE] }) })).toHaveLength(1);
  });
});
