import { describe, expect, it } from "vitest";
import { isForApproval, listMissingReviewers } from "../../../../src/core/decision/briefing/reviewers.ts";
import { formCheckResult } from "../../../../src/core/decision/check-result.ts";
import type { PullRequest } from "../../../../src/core/decision/github-facts.ts";
import { emptyLedger } from "../../../../src/core/ledger/ledger.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  EVE,
  evidence,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
  teams,
} from "../../../support/builders/evidence.ts";

const leads = new Map([...teams, team(302, "payments-leads", ALICE, CAROL, DAVE)]);

function decide(twist: Twist = {}) {
  const facts = evidence({ teams: leads, ...twist });
  const checkResult = formCheckResult(facts, emptyLedger);
  if (checkResult.kind !== "request" && checkResult.kind !== "rules") throw new Error("No decision.");
  return { facts, checkResult };
}

function listMissing(requested: PullRequest["requested"], twist: Twist = {}): string[] {
  const { facts, checkResult } = decide(twist);
  const pull = { ...facts.pull, ...(requested && { requested }) };
  return listMissingReviewers(pull, checkResult).map(({ login }) => login);
}

describe("a review is requested", () => {
  it.each<[string, PullRequest["requested"], readonly string[]]>([
    ["of everybody who can approve, when nobody is asked", undefined, ["carol", "dave"]],
    ["of nobody, when one who can approve is asked", { people: [DAVE.id], teams: [] }, []],
    ["of nobody, when their team is asked", { people: [], teams: [302] }, []],
    ["of them, when only others are asked", { people: [EVE.id], teams: [304] }, ["carol", "dave"]],
  ])("%s", (_name, requested, people) => {
    expect(listMissing(requested)).toEqual(people);
  });

  it("of the others too, when two are needed and one is asked", () => {
    const approvals = { teams: [{ slug: "payments-leads", id: 302 }], count: 2 };
    const rules = rulesWith({ policies: [policy({ approvals })] });
    expect(listMissing({ people: [CAROL.id], teams: [] }, { rules })).toEqual(["dave"]);
  });

  it("never of the requester, the subject, or people who are not known", () => {
    const stranger = { id: 1999, login: "mallory" };
    expect(
      listMissing(undefined, {
        teams: new Map([...teams, team(302, "payments-leads", ALICE, CAROL, stranger)]),
      }),
    ).toEqual(["carol"]);
  });

  it("of ten people at most", () => {
    const crowd = Array.from({ length: 30 }, (_, n) => ({ id: 2000 + n, login: `lead-${n}` }));
    const people = [...settings().people, ...crowd.map((person) => ({ ...person, principals: {} }))];
    const rules = rulesWith({ settings: settings({ people }) });
    expect(
      listMissing(undefined, { rules, teams: new Map([...teams, team(302, "payments-leads", ...crowd)]) }),
    ).toHaveLength(10);
  });
});

describe("approvers are told", () => {
  it.each<[string, Twist, boolean]>([
    ["when an approval is all that is missing", {}, true],
    ["not while it is denied", { text: requestText({ duration: "9h" }) }, false],
    [
      "not while GitHub does not tell who pushed",
      { pushers: undefined, unknownPush: { because: "late" } },
      false,
    ],
    [
      "not while grants are stopped",
      { stops: [{ code: "RULES_MOVED", severity: "error", at: "", message: "x", fix: "y" }] },
      false,
    ],
    ["not once it is approved", { reviews: [review(CAROL)] }, false],
    ["not while an owner asks for changes", { reviews: [review(CAROL, "CHANGES_REQUESTED")] }, false],
  ])("%s", (_name, twist, told) => {
    expect(isForApproval(decide(twist).checkResult.decision)).toBe(told);
  });
});
