// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   CN1: A condition has no value: it divides by zero, names an element that is not there, or is about
//     something that is not known.
//   CN2: A condition reaches beyond its variables, by the names of JavaScript's prototypes, or compares what
//     cannot be equal, so that it is never false.
//   CN4: A condition turns an approval into a reason to deny, or into the fact that opens the access.
//   CN5: A condition is about a person, and somebody else takes that login.

import { addDays, addHours } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import { parsePolicy } from "../../../../src/core/files/policy.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  evidence,
  merged,
  NOW,
  policy,
  requestText,
  review,
  rulesWith,
  type Twist,
} from "../../../support/builders/evidence.ts";
import { lease } from "../../../support/builders/ledger.ts";

// NOW is Friday, 2026-11-20, 14:00 UTC.
const says = "Ask somebody else.";
const wanting = (...conditions: string[]): Pick<Policy, "when"> => ({
  when: conditions.map((condition) => ({ condition, says })),
});
const under = (more: Partial<Policy>, twist: Twist = {}): Twist => ({
  rules: rulesWith({ policies: [policy(more)] }),
  reviews: [review(CAROL)],
  earlier: [],
  ...twist,
});
const statusOf = (facts: Evidence) => decide(facts).status;
const codesOf = (facts: Evidence): string[] => listFindings(decide(facts)).map(({ code }) => code);
const had = (startsAt: Date) =>
  lease({
    request: "payments/earlier",
    policy: { name: "orders-readonly", blob: "e".repeat(40), commit: "t" },
    subject: ALICE,
    startsAt,
    endsAt: addHours(startsAt, 1),
  });

describe("a policy's conditions", () => {
  it("let through what all of them are true of", () => {
    const facts = under(
      wanting("request.duration <= duration('2h')", "subject.id == requester.id", "time.getHours() >= 13"),
    );
    expect([statusOf(evidence(facts)), statusOf(merged(facts))]).toEqual(["approved", "approved"]);
  });

  it("deny with their own sentence where one is false", () => {
    const facts = evidence(
      under(wanting("request.duration <= duration('2h')", "request.folder == 'orders'")),
    );
    expect(statusOf(facts)).toBe("denied");
    expect(listFindings(decide(facts))).toEqual([
      expect.objectContaining({
        code: "CONDITION_FALSE",
        message: `Policy "orders-readonly" wants: ${says}`,
        fix: "Change the request so that this is true: request.folder == 'orders'",
        at: "/entitlements/0",
      }),
    ]);
  });

  it("are about the time at which access begins", () => {
    const start = addDays(NOW, 1).toISOString().replace(":00.000Z", "Z");
    const later = under(wanting("time.getDayOfWeek() == 6 && request.planned"), {
      text: requestText({ start }),
    });
    expect(statusOf(evidence(later))).toBe("approved");
    expect(codesOf(evidence(under(wanting("time.getDayOfWeek() == 6"))))).toEqual(["CONDITION_FALSE"]);
  });

  it("look back at the subject's requests under the policy, until the grant", () => {
    const once = wanting("history.week < 1");
    const earlier = [had(addDays(NOW, -2))];
    expect(codesOf(evidence(under(once, { earlier })))).toEqual(["CONDITION_FALSE"]);
    expect(codesOf(merged(under(once, { earlier })))).toEqual(["CONDITION_FALSE"]);
    expect(statusOf(merged(under(once, { earlier, granted: true })))).toBe("approved");
    expect(statusOf(evidence(under(once, { earlier: [had(addDays(NOW, -8))] })))).toBe("approved");
  });

  it("are judged after the grant where they look at nothing that comes later", () => {
    expect(codesOf(merged(under(wanting("request.folder == 'orders'"), { granted: true })))).toEqual([
      "CONDITION_FALSE",
    ]);
  });

  it("CN1: deny where one has no value", () => {
    const { earlier: _, ...unknown } = evidence(under(wanting("history.first")));
    expect(codesOf(evidence(under(wanting("1 / 0 == 1"))))).toEqual(["CONDITION_ERROR"]);
    expect(codesOf(evidence(under(wanting("request.entitlements[3].sensitive"))))).toEqual([
      "CONDITION_ERROR",
    ]);
    expect(codesOf(unknown)).toEqual(["CONDITION_ERROR"]);
    // What a policy with a mistake would be refused for, here let through by a bug.
    expect(codesOf(evidence(under(wanting("nobody.id == 1"))))).toEqual(["CONDITION_ERROR"]);
  });

  it("CN1: hold under the rules before the merge, too", () => {
    const before = rulesWith({ policies: [policy(wanting("request.folder == 'orders'"))] });
    const facts = merged(under({}), { rulesBefore: before });
    expect(codesOf(facts)).toContain("CONDITION_FALSE");
  });

  it("CN4: an approval more never denies, whatever the condition", () => {
    const conditions = fc.constantFrom(
      "request.duration <= duration('2h')",
      "request.duration < duration('2h')",
      "history.first",
      "subject.id == 1001",
      "subject.id != 1001",
      "time.getHours() == 14",
      "1 / 0 == 1",
    );
    fc.assert(
      fc.property(fc.array(conditions, { maxLength: 4 }), (chosen) => {
        const decided = (reviews: Evidence["reviews"]) =>
          statusOf(evidence(under(chosen.length === 0 ? {} : wanting(...chosen), { reviews })));
        const without = decided([]);
        for (const reviews of [[review(CAROL)], [review(CAROL), review(DAVE)]])
          if (without !== "denied") expect(decided(reviews)).toBe("approved");
          else expect(decided(reviews)).toBe("denied");
      }),
      { numRuns: 40 },
    );
  });
});

describe("a policy with a condition", () => {
  const text = (condition: string): string => `name: orders-readonly
folders: [payments]
entitlements:
  - { provider: orders-db, resource: orders, roles: [readonly] }
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
when:
  - condition: ${JSON.stringify(condition)}
    says: Ask for less.
`;
  const read = (condition: string) => parsePolicy(text(condition), "policies/orders.yaml").findings;

  it("is read", () => {
    expect(read("request.duration <= duration('1h')")).toEqual([]);
  });

  it("CN2: is refused where that is wrong, at its line and column", () => {
    expect(read("request.duraton <= duration('1h')")).toEqual([
      expect.objectContaining({
        code: "CONDITION_INVALID",
        severity: "error",
        at: "/when/0/condition",
        message: "The condition is wrong after 8 characters: No such key: duraton",
        place: { file: "policies/orders.yaml", line: 9, column: 16 },
      }),
    ]);
  });

  const codesFor = (condition: string) => read(condition).map(({ code }) => code);

  it("CN4: has no approvers", () => {
    for (const condition of ["approvers.size() > 1", "approvals == 2", "reviews.size() == 2"])
      expect(codesFor(condition)).toEqual(["CONDITION_INVALID"]);
  });

  it("CN5: has no logins", () => {
    for (const condition of ["subject.login == 'alice'", "requester.login == 'alice'", "login == 'alice'"])
      expect(codesFor(condition)).toEqual(["CONDITION_INVALID"]);
  });
});
