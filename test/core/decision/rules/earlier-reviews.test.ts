// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RW1: A team asks for more and never reviews what it had, where its policy asks for that review.
//   RW2: A review becomes overdue after a request was merged, or while its access lives.

import { addDays } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Decision, decide } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import { earlierAccessReviewed } from "../../../../src/core/decision/rules/earlier-reviews.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import type { UnreviewedAccess } from "../../../../src/core/review/unreviewed.ts";
import { judgeMerged } from "../../../../src/operations/granting/judge-merged.ts";
import { describeNext } from "../../../../src/report/briefing/next.ts";
import {
  ALICE,
  CAROL,
  evidence,
  merged,
  NOW,
  policy,
  requestText,
  review,
  rulesWith,
} from "../../../support/builders/evidence.ts";

const access = (overrides: Partial<UnreviewedAccess> = {}): UnreviewedAccess => ({
  id: "payments/old",
  path: "access-requests/payments/old.yaml",
  team: "payments",
  pull: 3,
  holders: [ALICE],
  approvers: [CAROL],
  policies: ["orders-readonly"],
  endedAt: addDays(NOW, -5),
  ...overrides,
});
const rules = (hold: boolean | undefined, within?: string) =>
  rulesWith({
    policies: [policy({ review: { ...(hold !== undefined && { hold }), ...(within && { within }) } })],
  });
const asked = (overrides: Partial<Evidence> = {}): Evidence =>
  evidence({ rules: rules(true), reviews: [review(CAROL)], unreviewed: [access()], ...overrides });
const verdictOf = ({ verdicts }: Decision) =>
  verdicts.find(({ rule }) => rule === earlierAccessReviewed.name);

describe("RW1: a request whose policy holds it back waits while a review of its team is overdue", () => {
  it("waits, though everybody approved, and says what is overdue, who may review it, and what follows", () => {
    const decision = decide(asked());
    expect(decision.status).toBe("waiting");
    expect(verdictOf(decision)).toMatchObject({
      status: "waiting",
      brief: "A review of earlier access is overdue",
      says: expect.stringMatching(
        /"orders-readonly".*"payments".*payments\/old, which ended 2026-11-15T14:00Z and was to be reviewed until 2026-11-19T00:00Z.*Ask an owner.*continues by itself/u,
      ),
    });
  });

  it("links the receipt where it is known", () => {
    const receipts = new Map([
      [access().path, { number: 31, url: "https://github.com/acme/access/pull/31" }],
    ]);
    const verdict = verdictOf(decide(asked({ receipts })));
    const says = verdict?.status === "waiting" ? verdict.says : "";
    expect(says).toContain("(pull request 31)");
    expect(describeNext(decide(asked({ receipts })), "")).toContain(
      "Open: [pull request 31](https://github.com/acme/access/pull/31).",
    );
    expect(says).not.toContain("Where none is open");
  });

  it("names three, and counts the others", () => {
    const unreviewed = ["a", "b", "c", "d", "e"].map((name) => access({ id: `payments/${name}` }));
    const verdict = verdictOf(decide(asked({ unreviewed })));
    expect(verdict?.status === "waiting" && verdict.says).toContain("2 more of access-requests/payments/");
  });

  it.each<[string, Partial<Evidence>]>([
    ["everything is reviewed", { unreviewed: [] }],
    ["the time for the review is not over", { unreviewed: [access({ endedAt: addDays(NOW, -1) })] }],
    ["the policy does not ask for it", { rules: rules(undefined) }],
    ["the policy says no", { rules: rules(false) }],
    ["the policy gives longer", { rules: rules(true, "30d") }],
    ["it is another team's", { unreviewed: [access({ team: "friends" })] }],
  ])("does not wait where %s", (_what, overrides) => {
    expect(decide(asked(overrides)).status).toBe("approved");
  });

  it("waits where only one of two policies asks for it, and for access under another policy", () => {
    const both: Policy[] = [
      policy({
        name: "admin",
        entitlements: [{ provider: "orders-db", resource: "orders", roles: ["admin"] }],
      }),
      policy({ review: { hold: true } }),
    ];
    const text = requestText({
      entitlements:
        "[{ provider: orders-db, resource: orders, role: admin }, { provider: orders-db, resource: orders, role: readonly }]",
    });
    const unreviewed = [access({ policies: ["admin"] })];
    expect(
      decide(asked({ text, unreviewed, rules: rulesWith({ policies: both }) } as Partial<Evidence>)).status,
    ).toBe("waiting");
  });
});

describe("RW2: after the merge", () => {
  const held = merged({ rules: rules(true), unreviewed: [access()] });

  it("a hold is no refusal and ends nothing: the frozen facts are judged without it", () => {
    expect(decide(held).status).toBe("waiting");
    expect(judgeMerged(held)?.status).toBe("approved");
  });

  it("the rules before the merge hold too", () => {
    const loosened = { ...held, rules: rules(false) };
    expect(decide(loosened).status).toBe("waiting");
  });
});

/** Evidence that may be approved, waiting or denied. */
const twisted = fc
  .record({
    reviews: fc.constantFrom([], [review(CAROL)], [review(CAROL, "CHANGES_REQUESTED")], [review(ALICE)]),
    duration: fc.constantFrom("2h", "9h", "1m"),
    isStopped: fc.boolean(),
    adopted: fc.boolean(),
    isMerged: fc.boolean(),
    hold: fc.boolean(),
  })
  .map(({ reviews, duration, isStopped, adopted, isMerged, hold }): Evidence => {
    const twist = {
      text: requestText({ duration }),
      reviews,
      rules: { ...rules(hold), adopted },
      stops: isStopped
        ? [{ code: "NOT_ATTESTED" as const, severity: "error" as const, at: "", message: "m.", fix: "f." }]
        : [],
    };
    return isMerged ? merged(twist) : evidence(twist);
  });
const earlier = fc.array(
  fc
    .record({ days: fc.integer({ min: -10, max: 400 }), team: fc.constantFrom("payments", "friends") })
    .map(({ days, team }) => access({ team, endedAt: addDays(NOW, -days) })),
  { maxLength: 4 },
);
const worse = { approved: 0, waiting: 1, denied: 2 } as const;

it("RW1: whatever is unreviewed, a decision gets no better by it, and nothing but approved becomes waiting", () => {
  fc.assert(
    fc.property(twisted, earlier, (facts, unreviewed) => {
      const [without, withThem] = [decide(facts), decide({ ...facts, unreviewed })];
      expect(worse[withThem.status]).toBeGreaterThanOrEqual(worse[without.status]);
      expect(withThem.status === "denied").toBe(without.status === "denied");
    }),
  );
});
