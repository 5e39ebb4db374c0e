import { addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/core/decision.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  evidence,
  NOW,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
  teams,
} from "./evidence-fixture.ts";

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
])("a subject %s → %3$s", (_name, subject, status) => {
  const text = requestText({ subject: "alice" });
  expect(statusOf({ text, subject, reviews: [review(CAROL)] })).toBe(status);
});
