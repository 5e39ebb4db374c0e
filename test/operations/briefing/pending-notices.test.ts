import { addDays, addHours, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { formCheckResult } from "../../../src/core/decision/check-result.ts";
import type { PullRequest } from "../../../src/core/decision/github-facts.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Reviewed } from "../../../src/operations/briefing/brief.ts";
import { describeExpiry, listDue, listUnasked } from "../../../src/operations/briefing/pending-notices.ts";
import {
  CAROL,
  EVE,
  evidence,
  NOW,
  policy,
  requestText,
  review,
  rulesWith,
  type Twist,
} from "../../support/builders/evidence.ts";

const approvals = { teams: [{ slug: "payments-leads", id: 302 }], remind: "4h", expire: "3d" };

/** A request that was opened now, under a policy that reminds and lets requests expire. */
function reviewed(twist: Twist = {}, pull: Partial<PullRequest> = {}): Reviewed {
  const facts = evidence({
    rules: rulesWith({ policies: [policy({ approvals })] }),
    arrivedAt: addMinutes(NOW, -1),
    ...twist,
  });
  const opened = { ...facts.pull, createdAt: NOW, ...pull };
  return { pull: opened, checkResult: formCheckResult({ ...facts, pull: opened }, emptyLedger) };
}

const describeReminder = (result: Reviewed, now: Date) => listDue(result, now)[0];

describe("a reminder", () => {
  it("is due each time the policy gives, five times at most", () => {
    const counts = [3, 4, 7.9, 8, 20, 24, 60].map((hours) =>
      describeReminder(reviewed(), addMinutes(NOW, hours * 60))
        ?.id.split(" ")
        .at(-1),
    );
    expect(counts).toEqual([undefined, "1", "1", "2", "5", "5", "5"]);
  });

  it("names those who can approve, and the end of waiting", () => {
    expect(describeReminder(reviewed(), addHours(NOW, 5))).toMatchObject({
      pull: 12,
      concerned: { subject: { login: "alice" }, approvers: [CAROL] },
      since: NOW,
      expiresAt: addDays(NOW, 3),
    });
  });

  it.each<[string, Reviewed]>([
    ["once it is approved", reviewed({ reviews: [review(CAROL)] })],
    ["while an owner asks for changes", reviewed({ reviews: [review(CAROL, "CHANGES_REQUESTED")] })],
    ["while it is denied", reviewed({ text: requestText({ duration: "9h" }) })],
    ["of a draft", reviewed({}, { draft: true })],
    ["of a closed one", reviewed({}, { state: "closed" })],
    ["where the policy asks for none", reviewed({ rules: rulesWith() })],
  ])("is not due %s", (_name, result) => {
    expect(describeReminder(result, addDays(NOW, 1))).toBeUndefined();
  });
});

describe("a request expires", () => {
  it("at the time of its policy, not before", () => {
    expect(describeExpiry(reviewed(), addMinutes(addDays(NOW, 3), -1))).toBeUndefined();
    expect(describeExpiry(reviewed(), addDays(NOW, 3))).toMatchObject({ kind: "expired", since: NOW });
  });

  it("at the shortest time, where several policies offer what it asks for", () => {
    const entitlements = [{ provider: "orders-db", resource: "orders", roles: ["writer"] }];
    const hasty = policy({ name: "orders-writer", entitlements, approvals: { ...approvals, expire: "6h" } });
    const text = requestText({
      entitlements:
        "[{ provider: orders-db, resource: orders, role: readonly }, { provider: orders-db, resource: orders, role: writer }]",
    });
    const rules = rulesWith({ policies: [policy({ approvals }), hasty] });
    expect(describeExpiry(reviewed({ rules, text }), addHours(NOW, 6))).toBeDefined();
  });

  it("while an owner asks for changes: nobody else is waited for either", () => {
    const result = reviewed({ reviews: [review(CAROL, "CHANGES_REQUESTED")] });
    expect(describeExpiry(result, addDays(NOW, 3))).toBeDefined();
  });

  it.each<[string, Reviewed]>([
    ["once it is approved", reviewed({ reviews: [review(CAROL)] })],
    [
      "while it is denied: its author may still correct it",
      reviewed({ text: requestText({ duration: "9h" }) }),
    ],
    [
      "while grants are stopped",
      reviewed({ stops: [{ code: "RULES_MOVED", severity: "error", at: "", message: "x", fix: "y" }] }),
    ],
    ["as a draft", reviewed({}, { draft: true })],
    ["once it is closed or merged", reviewed({}, { state: "closed" })],
    ["where the policy gives no time", reviewed({ rules: rulesWith() })],
  ])("never %s", (_name, result) => {
    expect(describeExpiry(result, addDays(NOW, 30))).toBeUndefined();
  });

  it("later after each push, reopening or change of the base", () => {
    const late = addDays(NOW, 2);
    for (const twist of [{ arrivedAt: late }, { openedAt: late }, { retargetedAt: late }])
      expect(describeExpiry(reviewed(twist), addDays(NOW, 4))).toBeUndefined();
  });
});

describe("a fallback", () => {
  const codeownersText = "/access-requests/payments/ @acme/payments-leads @acme/friends\n";
  const fallback = { after: "8h", teams: [{ slug: "friends", id: 304 }] };
  const rules = rulesWith({ policies: [policy({ approvals: { ...approvals, fallback } })], codeownersText });
  const waiting = (hours: number, pull: Partial<PullRequest> = {}): Reviewed => {
    const since = addMinutes(NOW, -hours * 60 - 1);
    return reviewed({ rules, arrivedAt: since }, { createdAt: since, ...pull });
  };

  it("is called once its time has come, before the reminder, with everybody who can approve", () => {
    expect(listDue(waiting(7), NOW).map(({ fallback: called }) => called)).toEqual([undefined]);
    expect(listDue(waiting(8), NOW)).toMatchObject([
      { fallback: [EVE], concerned: { approvers: [CAROL, EVE] } },
      { id: expect.stringMatching(/^reminder h1 .* 2$/u) },
    ]);
  });

  it("is asked for reviews, unless GitHub asked its team or its people", () => {
    const unasked = (pull: Partial<PullRequest>) => {
      const result = waiting(8, pull);
      return listDue(result, NOW).flatMap((notice) => listUnasked(result, notice));
    };
    expect(unasked({})).toEqual([EVE]);
    expect(unasked({ requested: { people: [EVE.id], teams: [302] } })).toEqual([]);
    expect(unasked({ requested: { people: [], teams: [304] } })).toEqual([]);
  });
});
