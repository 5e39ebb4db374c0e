// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS14: A policy's pattern and a hostile reason make the server compute for ever.
//   PS15: Access is asked for just before a policy's window closes, and for hours more.

import { addDays, addHours, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../../src/core/access/lease.ts";
import { decide, leasesOf, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import { judgeOffer } from "../../../../src/core/decision/judge-offer.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import { parseRequest } from "../../../../src/core/files/request.ts";
import type { Day } from "../../../../src/core/hours/hours-schema.ts";
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
  type Twist,
} from "../../../support/builders/evidence.ts";
import { lease } from "../../../support/builders/ledger.ts";

// NOW is Friday, 2026-11-20, 14:00 UTC.
const spans = (from: string, to: string, ...days: Day[]) => ({ zone: "UTC", weekly: [{ days, from, to }] });
const under = (more: Partial<Policy>, twist: Twist = {}): Twist => ({
  rules: rulesWith({ policies: [policy(more)] }),
  reviews: [review(CAROL)],
  earlier: [],
  ...twist,
});
const statusOf = (facts: Evidence) => decide(facts).status;
const codesOf = (facts: Evidence): string[] => listFindings(decide(facts)).map(({ code }) => code);
const waitsFor = (facts: Evidence): string[] =>
  decide(facts).verdicts.flatMap((verdict) => (verdict.status === "waiting" ? [verdict.brief] : []));
const instant = (time: Date): string => `${time.toISOString().slice(0, 16)}Z`;
const asking = (fields: Readonly<Record<string, string>>) => ({ text: requestText(fields) });

describe("windows", () => {
  const day = { windows: spans("13:00", "15:00", "friday") };
  const morning = { windows: spans("08:00", "12:00", "friday") };
  const night = { windows: spans("22:00", "15:00", "thursday") };

  it.each([
    ["within a span", day],
    ["within a span that began the day before", night],
  ])("allow what begins %s", (_name, more) => {
    expect([statusOf(evidence(under(more))), statusOf(merged(under(more)))]).toEqual([
      "approved",
      "approved",
    ]);
  });

  it("deny where it is not known when it was merged", () => {
    expect(statusOf(merged(under(day), { at: new Date(Number.NaN) }))).toBe("denied");
  });

  it("let an open request wait until the next one opens", () => {
    const facts = evidence(under(morning));
    expect(statusOf(facts)).toBe("waiting");
    expect(waitsFor(facts)).toEqual(["Its window opens at 2026-11-27T08:00:00.000Z"]);
  });

  it("refuse what was merged outside of them", () => {
    expect(codesOf(merged(under(morning)))).toEqual(["WINDOW_CLOSED"]);
  });

  it("judge a start by its own time", () => {
    const start = (hours: number) => asking({ start: instant(addHours(NOW, hours)) });
    expect(codesOf(evidence(under(day, start(2))))).toEqual(["WINDOW_CLOSED"]);
    expect(statusOf(evidence(under(morning, start(7 * 24 - 6))))).toBe("approved");
  });

  it("PS15: end the access when they close, whatever was asked for, by the rules before the merge too", () => {
    const until = (facts: Evidence) => leasesOf(decide(facts), facts).map(({ endsAt }) => endsAt);
    const noon = new Date("2026-11-20T15:00:00Z");
    expect(until(merged(under(day)))).toEqual([noon]);
    const rulesBefore = rulesWith({ policies: [policy(day)] });
    expect(until(merged(under({}), { rulesBefore }))).toEqual([noon]);
    expect(until(merged(under({})))).toEqual([addMinutes(NOW, 119)]);
  });

  it("are judged in a checkout where the request says when it begins", () => {
    const judge = (text: string) => {
      const { value } = parseRequest(text, "access-requests/payments/a.yaml");
      if (value === undefined) throw new Error("The request cannot be read.");
      return judgeOffer(value, "payments", { policies: [policy(day)], findings: [] }).map(({ code }) => code);
    };
    expect(judge(requestText())).toEqual([]);
    expect(judge(requestText({ start: "2026-11-20T16:00Z" }))).toEqual(["WINDOW_CLOSED"]);
  });
});

it("a policy may allow less lead than its approvals are valid", () => {
  const ask = (days: number) => asking({ start: instant(addDays(NOW, days)) });
  expect(statusOf(evidence(under({ maximumLead: "2d" }, ask(2))))).toBe("approved");
  expect(codesOf(evidence(under({ maximumLead: "2d" }, ask(3))))).toEqual(["LEAD_TOO_LONG"]);
});

describe("activation", () => {
  const late = under({ activation: "1h" });
  const at = { at: addHours(NOW, -1.5) };
  const before = { reviews: [review(CAROL, "APPROVED", { submittedAt: addHours(NOW, -2) })] };

  it("lets an approval lapse that gave nothing in time", () => {
    expect(codesOf(merged({ ...late, ...before }, at))).toEqual(["ACTIVATION_LAPSED"]);
    expect(statusOf(merged(late))).toBe("approved");
  });

  it("ends nothing that was granted", () => {
    expect(statusOf(merged({ ...late, ...before, granted: true }, at))).toBe("approved");
  });
});

describe("what the subject had and has", () => {
  const applied = { name: "orders-readonly", blob: "b", commit: "c" };
  const live = lease({
    request: "payments/other",
    policy: applied,
    startsAt: addHours(NOW, -1),
    endsAt: addHours(NOW, 1),
  });
  const over = { ...live, startsAt: addHours(NOW, -3), endsAt: addHours(NOW, -2) };
  const ofOther = { ...live, policy: { ...applied, name: "other" } };

  it.each([
    ["nothing", [], "approved"],
    ["as much as is allowed", [live], "waiting"],
    ["what is over", [over], "approved"],
    ["access under another policy", [ofOther], "approved"],
    [
      "one request twice",
      [{ ...live, entitlement: { ...live.entitlement, role: "writer" } }, live],
      "waiting",
    ],
  ] as const)("counts %s at once", (_name, earlier, status) => {
    expect(statusOf(evidence(under({ concurrency: 1 }, { earlier })))).toBe(status);
  });

  it("is refused after the merge, unless it was granted already", () => {
    const twist = under({ concurrency: 1 }, { earlier: [live] });
    expect(codesOf(merged(twist))).toEqual(["TOO_MANY_AT_ONCE"]);
    expect(statusOf(merged({ ...twist, granted: true }))).toBe("approved");
    expect(statusOf(merged(under({ concurrency: 2 }, { earlier: [live] })))).toBe("approved");
  });

  it("denies where it is not known", () => {
    for (const more of [{ concurrency: 1 }, { coolDown: "1h" }])
      expect(
        statusOf(evidence({ rules: rulesWith({ policies: [policy(more)] }), reviews: [review(CAROL)] })),
      ).toBe("denied");
  });

  it("cools down from its end on, also from an early one", () => {
    const end = (hours: number, more = {}) => [{ ...over, endsAt: addHours(NOW, hours), ...more }];
    const cool = (earlier: readonly Lease[]) => statusOf(evidence(under({ coolDown: "1h" }, { earlier })));
    expect([cool(end(-0.5)), cool(end(-1)), cool(end(-2))]).toEqual(["waiting", "approved", "approved"]);
    const early = { at: addHours(NOW, -1.5), because: "command" as const };
    expect(cool(end(-0.5, { ended: early }))).toBe("approved");
    const before = { at: addHours(over.startsAt, -1), because: "command" as const };
    expect(cool([{ ...live, startsAt: addHours(NOW, -0.5), ended: before }])).toBe("approved");
    expect(codesOf(merged(under({ coolDown: "1h" }, { earlier: end(-0.5) })))).toEqual(["COOL_DOWN"]);
  });

  it("holds up no extension", () => {
    const twist = under(
      { coolDown: "1d", concurrency: 1 },
      { text: requestText({ extends: "payments/other" }), extended: [live], chain: [live], earlier: [live] },
    );
    expect(live.subject.id).toBe(ALICE.id);
    expect(statusOf(evidence(twist))).toBe("approved");
  });
});

describe("PS14: a pattern in a policy", () => {
  const reason = (pattern: string, text: string) =>
    codesOf(evidence(under({ reason: { pattern } }, asking({ reason: text }))));

  it("that makes others try for ever is no slower", () => {
    const pattern = "(a+)+$";
    expect(reason(pattern, `${"a".repeat(1990)}!`)).toEqual(["REASON_PATTERN"]);
  });

  it("is looked for anywhere in a reason", () => {
    expect(reason("INC-[0-9]+", "Refunds are stuck, INC-1234 of today")).toEqual([]);
    expect(reason("INC-[0-9]+", "Refunds are stuck, as of today")).toEqual(["REASON_PATTERN"]);
    expect(reason("(?i)inc-[0-9]+", "Refunds are stuck, INC-1234 of today")).toEqual([]);
  });
});
