// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   DS3: The approvers are on holiday.
//   PE1: A requester dates commits back, opens a pull request early and pushes the request later, or changes
//     its base or its draft, so that a fallback team may approve at once.
//   PE2: The requester, the subject or somebody who pushed is in the fallback team.

import { addHours, addMinutes } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Person } from "../../../../src/core/access/lease.ts";
import { formCheckResult } from "../../../../src/core/decision/check-result.ts";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import { emptyLedger } from "../../../../src/core/ledger/ledger.ts";
import { runsOf, UNLIMITED } from "../../../fuzz/runs.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  EVE,
  evidence,
  merged,
  NOW,
  policy,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
} from "../../../support/builders/evidence.ts";

const LEADS = { slug: "payments-leads", id: 302 };
const FRIENDS = { slug: "friends", id: 304 };
const approvals = { teams: [LEADS], fallback: { after: "8h", teams: [FRIENDS] } };
const OWNERS = "/access-requests/payments/ @acme/payments-leads @acme/friends\n";

const teamsOf = (leads: readonly Person[], friends: readonly Person[]) =>
  new Map([
    team(301, "payments", ALICE, CAROL),
    team(302, "payments-leads", ...leads),
    team(304, "friends", ...friends),
  ]);

const ago = (hours: number): Date => addMinutes(NOW, -hours * 60 - 2);

/** A request that was opened and pushed so many hours ago. Carol leads, Eve is in the fallback team. */
function waited(hours: number, twist: Twist = {}): Twist {
  const { pull } = evidence();
  return {
    rules: rulesWith({ policies: [policy({ approvals })], codeownersText: OWNERS }),
    teams: teamsOf([CAROL], [EVE]),
    pull: { ...pull, createdAt: ago(hours) },
    arrivedAt: ago(hours),
    ...twist,
  };
}

const statusOf = (facts: Evidence) => decide(facts).status;
const eligible = (facts: Evidence) => decide(facts).eligible.map(({ login }) => login);
const byEve = { reviews: [review(EVE)] };

describe("a fallback team", () => {
  it("DS3: may approve once the request has waited, beside the others, and never before", () => {
    expect(eligible(evidence(waited(7)))).toEqual(["carol"]);
    expect(statusOf(evidence(waited(7, byEve)))).toBe("waiting");
    expect(eligible(evidence(waited(8)))).toEqual(["carol", "eve"]);
    expect(statusOf(evidence(waited(8, byEve)))).toBe("approved");
    expect(statusOf(evidence(waited(8, { reviews: [review(CAROL)] })))).toBe("approved");
  });

  it("is judged by the time of the merge, afterwards", () => {
    const at = (hours: number) => merged(waited(hours, byEve), { at: addMinutes(NOW, -1) });
    expect(statusOf(at(7))).toBe("waiting");
    expect(statusOf(at(8))).toBe("approved");
    expect(statusOf(merged(waited(10, byEve), { at: addHours(NOW, -3) }))).toBe("waiting");
  });

  it("is named with its time while others may approve, and approvals from before count from then on", () => {
    const [verdict] = decide(evidence(waited(1, byEve))).verdicts.filter(
      ({ status }) => status === "waiting",
    );
    expect(verdict).toMatchObject({ says: expect.stringContaining("eve may approve from 2026-11-20T20:58") });
    const checkResult = formCheckResult(evidence(waited(1)), emptyLedger);
    expect(checkResult).toMatchObject({
      briefing: { deadlines: { since: ago(1), fallback: { from: addHours(ago(1), 8), people: [EVE] } } },
    });
  });

  it("may own the folder, and must: who does not own it approves nothing", () => {
    const codeownersText = "/access-requests/payments/ @acme/payments-leads\n";
    const rules = rulesWith({ policies: [policy({ approvals })], codeownersText });
    expect(statusOf(evidence(waited(9, { ...byEve, rules })))).toBe("waiting");
    expect(listFindings(decide(evidence(waited(9))))).toEqual([]);
  });

  it("objects from the beginning", () => {
    const reviews = [review(CAROL), review(EVE, "CHANGES_REQUESTED")];
    expect(statusOf(evidence(waited(1, { reviews })))).toBe("waiting");
    expect(statusOf(evidence(waited(9, { reviews })))).toBe("waiting");
  });

  it("waits for the longest of the times, where several policies are asked", () => {
    const slow = { teams: [LEADS], fallback: { after: "1d", teams: [FRIENDS] } };
    const text =
      "subject: alice\nentitlements: [{ provider: orders-db, resource: orders, role: readonly }, { provider: orders-db, resource: orders, role: writer }]\nduration: 2h\nreason: Investigate stuck refunds\n";
    const writer = policy({
      name: "orders-writer",
      entitlements: [{ provider: "orders-db", resource: "orders", roles: ["writer"] }],
      approvals: slow,
    });
    const rules = rulesWith({ policies: [policy({ approvals }), writer], codeownersText: OWNERS });
    expect(statusOf(evidence(waited(9, { ...byEve, rules, text })))).toBe("waiting");
    expect(statusOf(evidence(waited(24, { ...byEve, rules, text })))).toBe("approved");
  });
});

it.each<[string, Twist]>([
  ["pushed later, whatever its commits say", { arrivedAt: ago(1) }],
  ["was a draft, or was closed, until lately", { openedAt: ago(1) }],
  ["changed its base lately", { retargetedAt: ago(1) }],
  ["has a branch of which GitHub does not tell the push", { pushers: [ALICE] }],
])("PE1: a fallback team may not approve a request that %s", (_name, twist) => {
  const { arrivedAt, ...old } = waited(20, byEve);
  const since = twist.pushers === undefined ? { arrivedAt: arrivedAt ?? NOW } : {};
  expect(statusOf(evidence({ ...old, ...since, ...twist }))).toBe("waiting");
});

it.each<[string, Twist, readonly Person[]]>([
  ["asked", { reviews: [review(ALICE)] }, [ALICE, EVE]],
  ["pushed", { ...byEve, pushers: [ALICE, EVE] }, [EVE, DAVE]],
  [
    "asked with another account",
    { reviews: [review({ id: 2001, login: "alice-2" })] },
    [{ id: 2001, login: "alice-2" }, EVE],
  ],
])("PE2: the approval of who %s counts as little in a fallback team", (_name, twist, friends) => {
  const people = settings().people.map((person) =>
    person.id === ALICE.id ? { ...person, otherIds: [2001] } : person,
  );
  const rules = rulesWith({
    policies: [policy({ approvals })],
    codeownersText: OWNERS,
    settings: settings({ people }),
  });
  const facts = evidence(waited(20, { rules, ...twist, teams: teamsOf([CAROL], friends) }));
  expect(statusOf(facts)).toBe("waiting");
});

const PEOPLE = [ALICE, CAROL, DAVE, EVE];

it(
  "PE2: no approval of who asks or receives counts, and one more approval or hour never turns it into less",
  UNLIMITED,
  () => {
    let byFallback = 0;
    fc.assert(
      fc.property(
        fc.subarray(PEOPLE),
        fc.subarray(PEOPLE),
        fc.subarray(PEOPLE),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 2 }),
        fc.constantFrom("alice", "dave"),
        (leads, friends, approvers, hours, count, subject) => {
          const rules = rulesWith({
            policies: [
              policy({
                approvals: { ...approvals, count },
                onBehalf: { teams: [{ slug: "payments", id: 301 }] },
              }),
            ],
            codeownersText: OWNERS,
          });
          const teams = new Map([...teamsOf(leads, friends), team(301, "payments", ALICE, DAVE)]);
          const text = `subject: ${subject}\nentitlements: [{ provider: orders-db, resource: orders, role: readonly }]\nduration: 2h\nreason: Investigate stuck refunds\n`;
          const judge = (by: readonly Person[], after: number) =>
            decide(evidence(waited(after, { rules, teams, text, reviews: by.map((each) => review(each)) })));
          const decision = judge(approvers, hours);
          const hands = [ALICE.login, subject];
          expect(decision.approvers.filter(({ login }) => hands.includes(login))).toEqual([]);
          expect(decision.eligible.filter(({ login }) => hands.includes(login))).toEqual([]);
          const can = [...leads, ...(hours >= 8 ? friends : [])].filter(
            (person) => approvers.includes(person) && !hands.includes(person.login),
          );
          const isApproved = new Set(can).size >= count;
          expect(decision.status === "approved").toBe(isApproved);
          if (isApproved && can.every((person) => !leads.includes(person))) byFallback++;
          if (!isApproved) return;
          for (const more of PEOPLE) expect(judge([...approvers, more], hours).status).toBe("approved");
          expect(judge(approvers, hours + 5).status).toBe("approved");
        },
      ),
      runsOf(150),
    );
    expect(byFallback).toBeGreaterThan(0);
  },
);
