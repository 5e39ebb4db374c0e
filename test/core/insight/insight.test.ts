import { addDays, addHours, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Person } from "../../../src/core/access/lease.ts";
import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import { createAudit } from "../../../src/core/audit/stories.ts";
import { readThresholds } from "../../../src/core/files/insight-thresholds.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import { INSIGHT_RULES, listSignals } from "../../../src/core/insight/insight.ts";
import type { InsightInput } from "../../../src/core/insight/signal.ts";
import { renderSignals } from "../../../src/report/insight/signals.ts";
import {
  at,
  grantedEntry,
  intentEntry,
  lease,
  proof,
  revokedEntry,
  START,
} from "../../support/builders/ledger.ts";

const alice = { id: 1001, login: "alice" };
const bob = { id: 1002, login: "bob" };
const carol = { id: 1003, login: "carol" };

interface Borrowed {
  /** Not given: its place in the list. */
  readonly pull?: number;
  readonly by?: Person;
  readonly approver?: Person;
  readonly asked?: Date;
  /** From asking to the review. */
  readonly tookSeconds?: number;
  readonly hours?: number;
  readonly role?: string;
  /** How often it was used; not given: no log tells. */
  readonly uses?: number;
}

/** Asked, approved, granted and ended. */
function borrow(
  number: number,
  {
    pull = number,
    by = alice,
    approver = carol,
    asked = START,
    tookSeconds = 60,
    hours = 1,
    role = "readonly",
    uses,
  }: Borrowed,
): PastEntry[] {
  const startsAt = addMinutes(asked, 5);
  const endsAt = addHours(startsAt, hours);
  const entitlement = { provider: "orders-db", resource: "orders", role };
  const given = lease({
    request: `payments/r${number}`,
    entitlement,
    principal: by.login,
    subject: by,
    approvers: [approver],
    pull,
    startsAt,
    endsAt,
    policy: { name: "orders", blob: "d".repeat(40), commit: "e".repeat(40) },
  });
  const reviewedAt = new Date(asked.getTime() + tookSeconds * 1000);
  const reviews = [{ id: pull, reviewer: approver, commit: proof.head, at: reviewedAt }];
  const { request } = given;
  return [
    { kind: "asked", asked: { pull, requester: by, head: proof.head, request, at: asked }, at: asked },
    intentEntry(given, { at: startsAt, proof: { ...proof, reviews } }),
    grantedEntry(given, startsAt, endsAt),
    revokedEntry(given, endsAt, endsAt),
    ...(uses === undefined
      ? []
      : [
          {
            kind: "used" as const,
            principal: by.login,
            entitlement,
            request,
            use: { kind: "read" as const, count: uses },
            at: endsAt,
          },
        ]),
  ];
}

const policy = (name: string): Policy => ({
  name,
  folders: ["payments"],
  entitlements: [{ provider: "orders-db", resource: "orders", roles: ["readonly"] }],
  requesters: { teams: [{ id: 1, slug: "payments" }] },
  duration: { maximum: "8h" },
  approvals: { teams: [{ id: 2, slug: "leads" }] },
});

function look(pulls: readonly Borrowed[], more: Partial<InsightInput> = {}): string[] {
  const audit = createAudit();
  for (const [index, each] of pulls.entries()) for (const entry of borrow(index + 1, each)) audit.add(entry);
  const until = addDays(START, 90);
  return listSignals({
    since: at(-1),
    until,
    stories: audit.view(until).stories,
    policies: [],
    people: [],
    standing: [],
    thresholds: readThresholds(undefined),
    ...more,
  }).map(({ rule, says, pulls: named }) => `${rule}: ${says} ${named.join(" ")}`.trimEnd());
}

const weekly = (count: number, each: Borrowed = {}): Borrowed[] =>
  Array.from({ length: count }, (_, week) => ({ asked: addDays(START, 7 * week), ...each }));

describe("each rule names what reaches its threshold, and nothing below", () => {
  it.each<readonly [string, Borrowed[], string[]]>([
    [
      "three hasty approvals",
      weekly(3, { tookSeconds: 9 }),
      ["hasty: carol approved 3 of 3 requests in less than ten seconds. 1 2 3"],
    ],
    ["two hasty approvals", weekly(2, { tookSeconds: 9 }), []],
    ["approvals that took ten seconds", weekly(3, { tookSeconds: 10 }), []],
    [
      "two who approve only each other",
      [...weekly(3, { approver: bob }), ...weekly(3, { by: bob, approver: alice })],
      [
        "mutual: alice and bob approve each other, and nobody else approves either: 3 and 3 requests. 1 2 3 4 5 6",
      ],
    ],
    [
      "two who approve each other, and one of them somebody else's word too",
      [
        ...weekly(3, { approver: bob }),
        ...weekly(3, { by: bob, approver: alice }),
        { by: bob, approver: carol, role: "admin" },
      ],
      [],
    ],
    [
      "five within an hour",
      Array.from({ length: 5 }, (_, index) => ({ asked: addMinutes(START, 15 * index), role: `r${index}` })),
      ["burst: alice made 5 requests within 1 hour. 1 2 3 4 5"],
    ],
    [
      "five within an hour and a minute",
      [0, 15, 30, 45, 61].map((minutes, index) => ({ asked: addMinutes(START, minutes), role: `r${index}` })),
      [],
    ],
    [
      "longer each time",
      [1, 2, 4].map((hours, index) => ({ asked: addDays(START, index), hours })),
      [
        "widening: alice asked for readonly on orders-db/orders for longer each of the last 3 times: from 1 hour to 4 hours. 1 2 3",
      ],
    ],
    ["as long as before", [1, 2, 2].map((hours, index) => ({ asked: addDays(START, index), hours })), []],
    [
      "a shorter one last",
      [1, 2, 4, 1].map((hours, index) => ({ asked: addDays(START, index), hours, role: `r${index % 4}` })),
      [],
    ],
    [
      "the same every Friday",
      weekly(4),
      ["habit: alice asked for readonly on orders-db/orders 4 times, 4 of them on Fridays. 1 2 3 4"],
    ],
    [
      "the same on any day",
      [0, 1, 2, 3].map((days) => ({ asked: addDays(START, days) })),
      ["habit: alice asked for readonly on orders-db/orders 4 times. 1 2 3 4"],
    ],
    [
      "several of one pull request, most of them on a Friday",
      [
        ...weekly(3),
        ...Array.from({ length: 6 }, () => ({ asked: START, pull: 20 })),
        { asked: addDays(START, 1) },
        { asked: addDays(START, 2) },
      ],
      ["habit: alice asked for readonly on orders-db/orders 6 times. 1 20 10 11 2 3"],
    ],
    ["three times the same", weekly(3), []],
    [
      "never used",
      weekly(3, { uses: 0 }),
      ["unused: alice had readonly on orders-db/orders 3 times, and did not use it once. 1 2 3"],
    ],
    ["used once", [...weekly(3, { uses: 0 }).slice(1), { uses: 1 }], []],
    ["never used, twice", weekly(2, { uses: 0 }), []],
    [
      "five people",
      [1, 2, 3, 4, 5].map((id) => ({ by: { id, login: `p${id}` } })),
      ["borrowed: 5 people borrowed readonly on orders-db/orders, in 5 requests. 1 2 3 4 5"],
    ],
    ["four people", [1, 2, 3, 4].map((id) => ({ by: { id, login: `p${id}` } })), []],
  ])("%s", (_, pulls, wanted) => expect(look(pulls)).toEqual(wanted));

  it("policies, people and standing access that nobody used", () => {
    const standing = (role: string) => ({
      provider: "orders-db",
      resource: "orders",
      role,
      principal: "erin",
    });
    expect(
      look([{}], {
        policies: [policy("orders"), policy("old")],
        people: [alice, bob, carol],
        standing: [standing("readonly"), standing("admin")],
      }),
    ).toEqual([
      "idle-standing: erin has admin on orders-db/orders for good, and nobody asked for it in this time.",
      "idle-policy: Nothing was given by the policy old.",
      "idle-person: bob neither asked for access nor approved any.",
    ]);
  });

  it("access that began out of its policy's hours", () => {
    const hours = { zone: "UTC", weekly: [{ days: ["friday" as const], from: "08:00", to: "14:00" }] };
    const policies = [{ ...policy("orders"), hours }];
    expect(look(weekly(3), { policies })).toEqual([
      "odd-hours: alice began 3 accesses outside of the hours of the policy orders: Fri 08:00 to 14:00 (UTC). 1 2 3",
    ]);
    expect(look(weekly(2), { policies })).toEqual([]);
  });

  it("the settings move the thresholds", () => {
    expect(look(weekly(2), { thresholds: readThresholds({ often: 2 }) })).toHaveLength(1);
  });
});

it("every rule has a name of its own", () => {
  expect(new Set(INSIGHT_RULES.map(({ name }) => name)).size).toBe(INSIGHT_RULES.length);
});

describe("for a terminal", () => {
  it("says so when nothing stands out", () => expect(renderSignals([])).toBe("Nothing stands out.\n"));

  it("names ten pull requests, and counts the others", () => {
    const pulls = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(renderSignals([{ rule: "habit", says: "It is.", pulls, suggestion: "Ask." }])).toBe(
      "Asked for again and again\n- It is. (#1, #2, #3, #4, #5, #6, #7, #8, #9, #10 and 2 more)\n  Ask.\n",
    );
  });
});
