// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SA1: The requester approves their own pull request through the API.
//   SA9: Two approvals are needed and one account gives both.

import { addMinutes } from "date-fns";
import { expect, it } from "vitest";
import { ownersApproved } from "../../../../src/core/decision/rules/approval.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  EVE,
  evidence,
  NOW,
  PATH,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
} from "../../../support/builders/evidence.ts";

const FRIENDS = "access-requests/friends/2026-11-20-eve-orders.yaml";
const ALICE_TOO = { id: 2001, login: "alice-too" };
const later = (minutes: number) => ({ submittedAt: addMinutes(NOW, minutes - 5) });
const approved = (twist: Twist, ...paths: string[]): boolean =>
  ownersApproved(evidence(twist), paths.length === 0 ? [PATH] : paths);

/** An objection, and who dismissed it. */
const dismissed = (by: typeof DAVE, dismisser: typeof DAVE) =>
  review(by, "DISMISSED", {
    dismissed: { at: NOW, was: "CHANGES_REQUESTED", by: { ...dismisser, type: "User" } },
  });

/** carol and dave own the folder. */
const both = new Map([team(302, "payments-leads", CAROL, DAVE), team(304, "friends", EVE)]);

it.each<[string, Twist, boolean]>([
  ["nobody has said anything", {}, false],
  ["an owner approved", { reviews: [review(CAROL)] }, true],
  ["somebody else approved", { reviews: [review(EVE)] }, false],
  ["an owner approved another head", { reviews: [review(CAROL, "APPROVED", { commit: "h0" })] }, false],
  ["an owner commented", { reviews: [review(CAROL, "COMMENTED")] }, false],
  ["an owner's approval was taken back", { reviews: [review(CAROL, "DISMISSED")] }, false],
  [
    "a bot with an owner's number approved",
    { reviews: [review(CAROL, "APPROVED", { reviewer: { ...CAROL, type: "Bot" } })] },
    false,
  ],
  ["one owner of two approved", { teams: both, reviews: [review(DAVE)] }, true],
  [
    "one owner approved and the other asks for changes",
    { teams: both, reviews: [review(CAROL), review(DAVE, "CHANGES_REQUESTED")] },
    false,
  ],
  [
    "one owner approved and the other only had a word",
    { teams: both, reviews: [review(CAROL), review(DAVE, "COMMENTED")] },
    true,
  ],
  [
    "the other owner's objection was dismissed by its author",
    { teams: both, reviews: [review(CAROL), dismissed(DAVE, DAVE)] },
    true,
  ],
  [
    "RO1: the other owner's objection was dismissed by the author of the pull request",
    { teams: both, reviews: [review(CAROL), dismissed(DAVE, ALICE)] },
    false,
  ],
  [
    "RO1: the other owner's word was dismissed, GitHub does not tell by which account",
    { teams: both, reviews: [review(CAROL), review(DAVE, "DISMISSED")] },
    false,
  ],
  [
    "somebody who owns nothing asks for changes",
    { reviews: [review(CAROL), review(EVE, "CHANGES_REQUESTED")] },
    true,
  ],
  [
    "an owner thought better of it",
    { reviews: [review(CAROL), review(CAROL, "CHANGES_REQUESTED", later(1))] },
    false,
  ],
  [
    "the owners' team cannot be seen",
    { teams: new Map([team(304, "friends", CAROL)]), reviews: [review(CAROL)] },
    false,
  ],
  [
    "another organisation's team of that name owns it",
    {
      rules: rulesWith({ codeownersText: "/access-requests/ @other/payments-leads\n" }),
      reviews: [review(CAROL)],
    },
    false,
  ],
  ["nobody owns it", { rules: rulesWith({ codeownersText: "/docs/ @acme/payments-leads\n" }) }, false],
])("A receipt when %s", (_when, twist, expected) => {
  expect(approved(twist)).toBe(expected);
});

it("A receipt of two folders needs the owners of each", () => {
  expect(approved({ reviews: [review(CAROL)] }, PATH, FRIENDS)).toBe(false);
  expect(approved({ reviews: [review(EVE)] }, PATH, FRIENDS)).toBe(false);
  expect(approved({ reviews: [review(CAROL), review(EVE)] }, PATH, FRIENDS)).toBe(true);
});

it("SA1, SA9: whoever opens a receipt approves none of it, with whichever account", () => {
  const people = (settings().people ?? []).map((person) =>
    person.id === ALICE.id ? { ...person, otherIds: [ALICE_TOO.id] } : person,
  );
  const rules = rulesWith({ settings: settings({ people }) });
  const teams = new Map([team(302, "payments-leads", ALICE, ALICE_TOO, CAROL)]);
  const by = (...accounts: { id: number; login: string }[]) => ({
    rules,
    teams,
    reviews: accounts.map((account) => review(account)),
  });
  expect(approved(by(ALICE))).toBe(false);
  expect(approved(by(ALICE_TOO))).toBe(false);
  expect(approved(by(ALICE, ALICE_TOO, CAROL))).toBe(true);
  const fromOther = { ...evidence().pull, author: { ...ALICE_TOO, type: "User" as const } };
  expect(approved({ ...by(ALICE), pull: fromOther })).toBe(false);
  // Where nobody can tell whose account it is, the account itself does not count.
  const unread = rulesWith({ settings: undefined });
  expect(approved({ ...by(ALICE), rules: unread })).toBe(false);
  expect(approved({ ...by(CAROL), rules: unread })).toBe(true);
});
