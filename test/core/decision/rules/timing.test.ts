// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV7: An extension arrives while the end is being carried out.
//   AS16: Somebody opens an issue again that a colleague closed to withdraw what they asked for, and an
//     approver approves.

import { addDays, addHours, addMinutes, addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../../src/core/access/lease.ts";
import { decide, leasesOf, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import {
  CAROL,
  EVE,
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

const instant = (time: Date): string => `${time.toISOString().slice(0, 16)}Z`;
const ask = (fields: Readonly<Record<string, string>>, twist: Twist = {}): Evidence =>
  evidence({ text: requestText(fields), ...twist });
const codesOf = (facts: Evidence): string[] => listFindings(decide(facts)).map(({ code }) => code);
const mergedWith = (fields: Readonly<Record<string, string>>, twist: Twist = {}) =>
  merged({ text: requestText(fields), ...twist });
const timesOf = (facts: Evidence) =>
  leasesOf(decide(facts), facts).map(({ startsAt, endsAt }) => [startsAt, endsAt]);
const mergedAt = addMinutes(NOW, -1);

describe("start", () => {
  it.each([
    ["in an hour", addHours(NOW, 1), []],
    ["within the time an approval counts", addDays(NOW, 7), []],
    ["after that time", addMinutes(addDays(NOW, 7), 1), ["START_TOO_FAR"]],
    ["a while ago, with time left", addHours(NOW, -1), []],
    ["so long ago that it would be over", addHours(NOW, -2), ["START_OVER"]],
  ])("%s", (_when, start, codes) => {
    expect(codesOf(ask({ start: instant(start), duration: "2h" }))).toEqual(codes);
  });

  it("is no further away than the shortest time an approval counts", () => {
    const approvals = { teams: [{ slug: "payments-leads", id: 302 }], validFor: "1h" };
    const rules = rulesWith({ policies: [policy({ approvals })] });
    expect(codesOf(ask({ start: instant(addHours(NOW, 2)) }, { rules }))).toEqual(["START_TOO_FAR"]);
  });

  it.each([
    ["the first", "1h", "6h"],
    ["the last", "6h", "1h"],
  ])("under several policies is within the shortest reach, also when that is %s", (_which, ...reaches) => {
    const policies = reaches.map((validFor, index) =>
      policy({
        name: `policy-${index}`,
        entitlements: [{ provider: "orders-db", resource: "orders", roles: [`role-${index}`] }],
        approvals: { teams: [{ slug: "payments-leads", id: 302 }], validFor },
      }),
    );
    const entitlements = policies.map(
      (_, index) => `{ provider: orders-db, resource: orders, role: role-${index} }`,
    );
    const rules = rulesWith({ policies });
    const askAt = (hours: number) =>
      codesOf(
        ask(
          { entitlements: `[${entitlements.join(", ")}]`, start: instant(addHours(NOW, hours)) },
          { rules },
        ),
      );
    expect(askAt(2)).toEqual(["START_TOO_FAR"]);
    expect(askAt(1)).toEqual([]);
  });

  it("is when it begins, and it lasts its duration from then on; one in the past changes nothing", () => {
    const start = new Date(instant(addHours(NOW, 5)).replace("Z", ":00Z"));
    expect(timesOf(mergedWith({ start: instant(start), duration: "2h" }))).toEqual([
      [start, addHours(start, 2)],
    ]);
    expect(timesOf(mergedWith({ start: instant(addHours(NOW, -1)), duration: "2h" }))).toEqual([
      [mergedAt, addHours(mergedAt, 2)],
    ]);
  });
});

describe("extends", () => {
  const running = (overrides: Partial<Lease> = {}): Lease =>
    lease({ startsAt: addHours(NOW, -1), endsAt: addHours(NOW, 1), ...overrides });
  const extending = (...extended: Lease[]) => ask({ extends: "payments/a" }, { extended });

  it("takes its own running request, and one that has run out", () => {
    const over = { at: mergedAt, because: "expiry" } as const;
    expect(codesOf(extending(running()))).toEqual([]);
    expect(codesOf(extending(running({ endsAt: mergedAt, ended: over })))).toEqual([]);
  });

  it.each<[string, Evidence, string]>([
    ["what the ledger does not know", extending(), "EXTENDS_UNKNOWN"],
    ["what is unknown altogether", ask({ extends: "payments/a" }), "EXTENDS_UNKNOWN"],
    ["somebody else's", extending(running({ subject: EVE })), "EXTENDS_OTHER"],
    [
      "another entitlement",
      extending(running({ entitlement: { ...running().entitlement, role: "admin" } })),
      "EXTENDS_OTHER",
    ],
    ["another account's", extending(running({ principal: "alice-old" })), "EXTENDS_OTHER"],
    [
      "another folder's",
      ask({ extends: "friends/a" }, { extended: [running({ request: "friends/a" })] }),
      "EXTENDS_OTHER",
    ],
    ...(["removal", "command", "closed", "left", "policy", "by-hand", "unproven"] as const).map(
      (because): [string, Evidence, string] => [
        `what was ended early: ${because}`,
        extending(running({ ended: { at: addMinutes(NOW, -5), because } })),
        "EXTENDS_ENDED",
      ],
    ),
  ])("denies %s", (_what, facts, code) => {
    expect(codesOf(facts)).toEqual([code]);
  });

  it("denies what was ended early, also when that was after the merge and before the grant", () => {
    const ended = { at: NOW, because: "command" } as const;
    const facts = mergedWith({ extends: "payments/a" }, { extended: [running({ ended })] });
    expect(codesOf(facts)).toEqual(["EXTENDS_ENDED"]);
  });

  it("RV7: begins where that one ends, or at the merge when it has run out", () => {
    const text = { extends: "payments/a", duration: "2h" };
    const end = addHours(NOW, 1);
    expect(timesOf(mergedWith(text, { extended: [running()] }))).toEqual([[end, addHours(end, 2)]]);
    const over = running({ endsAt: addHours(NOW, -1) });
    expect(timesOf(mergedWith(text, { extended: [over] }))).toEqual([[mergedAt, addHours(mergedAt, 2)]]);
  });

  it("begins while the approvals count: not further away, and not on one that has lapsed by then", () => {
    const far = running({ endsAt: addMinutes(addDays(NOW, 7), 1) });
    expect(codesOf(extending(far))).toEqual(["START_TOO_FAR"]);
    expect(codesOf(extending(running({ endsAt: addDays(NOW, 7) })))).toEqual([]);
    const near = { extended: [running({ endsAt: addDays(NOW, 5) })] };
    const approvedAt = (submittedAt: Date): Evidence =>
      ask({ extends: "payments/a" }, { ...near, reviews: [review(CAROL, "APPROVED", { submittedAt })] });
    expect(decide(approvedAt(addDays(NOW, -1))).status).toBe("approved");
    expect(decide(approvedAt(addDays(NOW, -3))).status).toBe("waiting");
    const lapsed = { ...near, reviews: [review(CAROL, "APPROVED", { submittedAt: addDays(NOW, -3) })] };
    expect(decide(mergedWith({ extends: "payments/a" }, lapsed)).status).toBe("waiting");
  });

  describe("that extends another extension", () => {
    const first = lease({ startsAt: addHours(NOW, -16), endsAt: addHours(NOW, -8) });
    const second = running({
      request: "payments/a",
      startsAt: addHours(NOW, -8),
      endsAt: NOW,
      extends: "payments/0",
    });
    const chained = (duration: string, maximumTotal?: string) => {
      const bounds = { maximum: "8h", ...(maximumTotal && { maximumTotal }) };
      const rules = rulesWith({ policies: [policy({ duration: bounds })] });
      const chain = [second, first];
      return ask({ extends: "payments/a", duration }, { extended: [second], chain, rules });
    };

    it("may be longer than any one request, and says so", () => {
      const decision = decide(chained("8h"));
      expect(listFindings(decision)).toEqual([]);
      expect(decision.terms).toMatchObject({ totalMs: 24 * 3600_000, longestMs: 8 * 3600_000 });
    });

    it("is bounded by the policy's total, where it has one", () => {
      expect(codesOf(chained("8h", "24h"))).toEqual([]);
      expect(listFindings(decide(chained("8h", "20h")))).toMatchObject([
        {
          code: "DURATION_TOTAL",
          message:
            'The extended request gave readonly on orders-db/orders for 16 hours; with 8h more that is longer than the 20h in all that policy "orders-readonly" allows.',
          fix: "Ask for 4 hours or less.",
        },
      ]);
      expect(listFindings(decide(chained("1h", "16h")))).toMatchObject([
        { fix: "Ask for new access, without `extends`, and say why it is still needed." },
      ]);
    });
  });

  it("is told of on the lease", () => {
    const facts = mergedWith({ extends: "payments/a" }, { extended: [running()] });
    expect(leasesOf(decide(facts), facts)).toMatchObject([{ extends: "payments/a" }]);
  });
});

describe("until", () => {
  const text = { until: "{ closed: 17 }" };

  it.each<[string, Twist, string[]]>([
    ["something open", { task: { number: 17, closed: false } }, []],
    ["something closed", { task: { number: 17, closed: true } }, ["UNTIL_CLOSED"]],
    ["nothing that can be seen", {}, ["UNTIL_UNKNOWN"]],
    [
      "what the pull request says it closes",
      { task: { number: 17, closed: false }, pull: { ...evidence().pull, closes: [16, 17] } },
      ["UNTIL_OWN"],
    ],
    [
      "the pull request itself",
      { task: { number: 17, closed: false }, pull: { ...evidence().pull, number: 17 } },
      ["UNTIL_OWN"],
    ],
  ])("%s", (_what, twist, codes) => {
    expect(codesOf(ask(text, twist))).toEqual(codes);
  });

  it.each<[string, number, string[]]>([
    ["a second before it was merged", -1, []],
    ["when it was merged", 0, ["UNTIL_CLOSED"]],
    ["after it was merged", 1, ["UNTIL_CLOSED"]],
  ])("something that is open, and was closed %s", (_when, seconds, codes) => {
    const task = { number: 17, closed: false, closes: [addSeconds(mergedAt, seconds)] };
    expect(codesOf(mergedWith(text, { task }))).toEqual(codes);
    expect(codesOf(ask(text, { task }))).toEqual([]);
  });

  it.each<[string, { closed: boolean; closes: Date[] }, string[]]>([
    ["was never closed", { closed: false, closes: [] }, []],
    ["is closed", { closed: true, closes: [addSeconds(mergedAt, -60)] }, ["UNTIL_CLOSED"]],
    [
      "was closed before the merge, and opened again",
      { closed: false, closes: [addSeconds(mergedAt, -60)] },
      ["UNTIL_CLOSED"],
    ],
  ])("AS16: the issue that asks for it %s", (_what, standing, codes) => {
    const asker = { id: 1001, login: "alice", type: "User" } as const;
    const twist = { task: { number: 17, ...standing }, asked: { asker, where: "issue #17", issue: 17 } };
    expect(codesOf(ask(text, twist))).toEqual(codes);
    expect(codesOf(mergedWith(text, twist))).toEqual(codes);
  });

  it("is told of on the lease, which lasts for its duration at most", () => {
    const facts = mergedWith(text, { task: { number: 17, closed: false } });
    expect(leasesOf(decide(facts), facts)).toMatchObject([{ until: 17, endsAt: addHours(mergedAt, 2) }]);
  });
});
