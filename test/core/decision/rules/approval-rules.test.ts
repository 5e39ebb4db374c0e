import { addDays, addMilliseconds, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  evidence,
  merged,
  NOW,
  PATH,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
  teams,
} from "../../../support/builders/evidence.ts";

const statusOf = (twist: Twist) => decide(evidence(twist)).status;
const at = (minutes: number) => ({ submittedAt: addMinutes(NOW, minutes) });

describe("the last word of an approver", () => {
  it.each([
    [
      "changes asked for later",
      [review(CAROL, "CHANGES_REQUESTED", at(-2)), review(CAROL, "APPROVED", at(-4))],
      "waiting",
    ],
    ["taken back later", [review(CAROL, "DISMISSED", at(-2)), review(CAROL, "APPROVED", at(-4))], "waiting"],
    [
      "approved later",
      [review(CAROL, "APPROVED", at(-2)), review(CAROL, "CHANGES_REQUESTED", at(-4))],
      "approved",
    ],
  ] as const)(
    "is the latest by its time, in whatever order GitHub lists them: %s",
    (_name, reviews, status) => {
      expect(statusOf({ reviews })).toBe(status);
    },
  );

  it("is also what another account of the same person says, in the team or not (SA9)", () => {
    const carolToo = { id: 2003, login: "carol-too" };
    const people = (settings().people ?? []).map((person) =>
      person.id === CAROL.id ? { ...person, otherIds: [carolToo.id] } : person,
    );
    const rules = rulesWith({ settings: settings({ people }) });
    const reviews = [review(CAROL), review(carolToo, "CHANGES_REQUESTED")];
    expect(statusOf({ rules, reviews })).toBe("waiting");
    // A stranger's objection is heard by people, not counted.
    expect(statusOf({ reviews })).toBe("approved");
  });
});

it("an approver whose membership has no readable beginning is no approver", () => {
  const [slug, leads] = team(302, "payments-leads", CAROL);
  const members = leads.members.map((member) => ({ ...member, since: new Date(Number.NaN) }));
  const unread = new Map([...teams, [slug, { ...leads, members }] as const]);
  expect(statusOf({ teams: unread, reviews: [review(CAROL)] })).toBe("denied");
});

it.each([
  ["of another name", { ...DAVE, type: "User" as const }, "denied"],
  ["of the same name in capitals", { ...ALICE, login: "ALICE", type: "User" as const }, "approved"],
])("a subject %s", (_name, subject, status) => {
  const text = requestText({ subject: "alice" });
  expect(statusOf({ text, subject, reviews: [review(CAROL)] })).toBe(status);
});

describe("who may approve", () => {
  const FRANK = { id: 1006, login: "frank" };
  const [, leads] = team(302, "payments-leads", CAROL);
  const people = [...(settings().people ?? []), { ...FRANK, principals: {} }];
  const leadsAre = (...members: (typeof leads)["members"][number][]) =>
    new Map([...teams, ["payments-leads", { ...leads, members }] as const]);
  const carol = { ...CAROL, since: undefined, leased: false };
  const frank = { ...FRANK, since: undefined, leased: false };
  const rulesFor = (approvals: Partial<Policy["approvals"]>) =>
    rulesWith({
      settings: settings({ people }),
      policies: [policy({ approvals: { teams: [{ slug: "payments-leads", id: 302 }], ...approvals } })],
    });
  const messageOf = (twist: Twist) => listFindings(decide(evidence(twist))).map(({ message }) => message);
  const nobody = (because: string, needed = "1 approval", can = 0) => [
    `${needed} needed; ${can} people who own ${PATH} can give one.${because}`,
  ];

  it.each([
    ["a day ago, to the second", addDays(NOW, -1), []],
    [
      "a moment less than a day ago",
      addMilliseconds(addDays(NOW, -1), 1),
      nobody(" carol has been in the team for less than 1 day."),
    ],
  ])("a member since %s", (_name, since, findings) => {
    expect(messageOf({ teams: leadsAre({ ...carol, since }) })).toEqual(findings);
  });

  it("a member for as long as the policy says, counted back from the merge", () => {
    const rules = rulesFor({ memberFor: "2h" });
    const young = leadsAre({ ...carol, since: addMinutes(NOW, -120) });
    expect(decide(evidence({ rules, teams: young, reviews: [review(CAROL)] })).status).toBe("approved");
    expect(decide(merged({ rules, teams: young }, { rulesBefore: rules })).status).toBe("denied");
  });

  it.each([
    ["a member by a lease", { ...carol, leased: true }, " carol is in the team by a lease."],
    [
      "somebody the identity map does not know",
      { id: 1666, login: "mallory", since: undefined, leased: false },
      " mallory is not in the identity map, so Hallpass does not know whose account it is.",
    ],
    ["the requester", { ...ALICE, since: undefined, leased: false }, " alice opened the pull request."],
  ])("not %s", (_name, member, because) => {
    expect(messageOf({ teams: leadsAre(member) })).toEqual(nobody(because));
  });

  it("as many different people as the policy says", () => {
    const rules = rulesFor({ count: 2 });
    expect(messageOf({ rules })).toEqual(nobody("", "2 approvals", 1));
    const two = { rules, teams: leadsAre(carol, frank) };
    const saysOf = (reviews: Evidence["reviews"]) =>
      decide(evidence({ ...two, reviews })).verdicts.find(
        ({ rule }) => rule === "Code owners approved exactly this",
      );
    expect(saysOf([])).toMatchObject({
      brief: "Waiting for carol and frank",
      says: "2 approvals needed: carol and frank.",
    });
    expect(saysOf([review(CAROL)])).toMatchObject({
      brief: "1 of 2 approvals: frank still needed",
      says: "1 of 2 approvals: frank still needed.",
    });
    expect(saysOf([review(CAROL), review(FRANK)])).toMatchObject({
      status: "met",
      says: "Approved by carol, frank.",
    });
    expect(saysOf([review(CAROL), review(FRANK, "CHANGES_REQUESTED")])).toMatchObject({
      status: "waiting",
      brief: "frank asked for changes",
    });
  });

  it("one person with two accounts is one (SA9)", () => {
    const both = people
      .filter(({ id }) => id !== FRANK.id)
      .map((person) => (person.id === CAROL.id ? { ...person, otherIds: [FRANK.id] } : person));
    const rules = { ...rulesFor({ count: 2 }), settings: settings({ people: both }) };
    const reviews = [review(CAROL), review(FRANK)];
    expect(messageOf({ rules, reviews, teams: leadsAre(carol, frank) })).toEqual(
      nobody("", "2 approvals", 1),
    );
  });

  it.each([
    ["seven days old, to the second", -7 * 24 * 60, "approved"],
    ["older", -7 * 24 * 60 - 1, "waiting"],
    ["of this moment", 0, "approved"],
    ["of a GitHub whose clock is ahead", 1, "approved"],
  ])("an approval %s", (_name, minutes, status) => {
    expect(statusOf({ reviews: [review(CAROL, "APPROVED", at(minutes))] })).toBe(status);
  });

  it("an approval as old as the policy lets it be", () => {
    const rules = rulesFor({ validFor: "1h" });
    expect(statusOf({ rules, reviews: [review(CAROL, "APPROVED", at(-60))] })).toBe("approved");
    expect(statusOf({ rules, reviews: [review(CAROL, "APPROVED", at(-61))] })).toBe("waiting");
  });

  it.each([
    ["seven days before it, to the second", -6 * 24 * 60, "approved"],
    ["longer before it, however lately it was merged", -6 * 24 * 60 - 1, "waiting"],
  ])("an approval counts until the beginning: one from %s", (_name, minutes, status) => {
    const text = requestText({ start: `${addDays(NOW, 1).toISOString().slice(0, 16)}Z` });
    const reviews = [review(CAROL, "APPROVED", at(minutes))];
    expect([statusOf({ text, reviews }), decide(merged({ text, reviews })).status]).toEqual([status, status]);
    const begun = { now: addDays(NOW, 1) };
    expect(decide(merged({ text, reviews, ...begun })).status).toBe(status);
  });

  it("whose approval is too old is said", () => {
    const text = requestText({ start: "2026-11-20T20:00Z" });
    const facts = evidence({ text, rules: rulesFor({ validFor: "6h" }), reviews: [review(CAROL)] });
    expect(decide(facts).verdicts.at(-1)).toEqual({
      rule: "Code owners approved exactly this",
      status: "waiting",
      brief: "Waiting for carol",
      says: "carol can approve. carol's approval does not count: it is from before 2026-11-20T14:00:00.000Z, and an approval counts for 6 hours.",
    });
  });

  it.each([
    ["before", -6, "approved"],
    ["in the same second", -5, "waiting"],
    ["after", -4, "waiting"],
  ])("an approval when the base was changed %s it", (_name, minutes, status) => {
    expect(statusOf({ retargetedAt: addMinutes(NOW, minutes), reviews: [review(CAROL)] })).toBe(status);
  });
});
