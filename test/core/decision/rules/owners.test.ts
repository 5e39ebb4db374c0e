import { addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { KnownTeam } from "../../../../src/core/decision/evidence.ts";
import { approvedByOwners } from "../../../../src/core/decision/rules/approval.ts";
import { ownersAreApprovers } from "../../../../src/core/decision/rules/owners.ts";
import {
  CAROL,
  DAVE,
  EVE,
  evidence,
  NOW,
  PATH,
  policy,
  requestText,
  review,
  rulesWith,
  type Twist,
  team,
  teams,
} from "../../../support/builders/evidence.ts";

const LEADS = { slug: "payments-leads", id: 302 };
const SECURITY = { slug: "security", id: 303 };
const ownedBy = (owners: string, more: Parameters<typeof rulesWith>[0] = {}) =>
  rulesWith({ codeownersText: `/access-requests/payments/ ${owners}\n`, ...more });
const findingsOf = (twist: Twist): string[] =>
  listFindings(decide(evidence(twist))).map(({ code, message }) => `${code}: ${message}`);
const statusOf = (twist: Twist) => decide(evidence(twist)).status;

describe("the owners of a request's folder", () => {
  const nobody = `NOBODY_CAN_APPROVE: 1 approval needed; 0 people who own ${PATH} can give one.`;
  const unowned = [`UNOWNED: No CODEOWNERS line gives ${PATH} an owner.`, nobody];
  const notApprover = (owner: string) => [
    `OWNER_NOT_APPROVER: ${owner} owns ${PATH}, but is no approving team of "orders-readonly": payments-leads (302).`,
    nobody,
  ];

  it.each<[string, Twist, string[]]>([
    ["are missing without CODEOWNERS", { rules: rulesWith({ codeowners: undefined }) }, unowned],
    [
      "are missing where no line matches",
      { rules: rulesWith({ codeownersText: "/docs/ @carol\n" }) },
      unowned,
    ],
    ["are missing where a line takes them away", { rules: ownedBy("") }, unowned],
    ["are no single people", { rules: ownedBy("@carol") }, notApprover("@carol")],
    ["are no team that does not exist", { rules: ownedBy("@acme/nobody") }, notApprover("@acme/nobody")],
    ["are no other team", { rules: ownedBy("@acme/friends") }, notApprover("@acme/friends")],
    [
      "are no team made anew under the name",
      { teams: new Map([...teams, team(999, "payments-leads", CAROL)]) },
      notApprover("@acme/payments-leads"),
    ],
  ])("%s", (_name, twist, findings) => {
    expect(findingsOf(twist)).toEqual(findings);
  });

  it("may be any of the teams that approve", () => {
    const policies = [policy({ approvals: { teams: [SECURITY, LEADS] } })];
    expect(statusOf({ rules: rulesWith({ policies }), reviews: [review(CAROL)] })).toBe("approved");
  });

  it("are told, with every team that the policy names, where one of them approves nothing", () => {
    const policies = [policy({ approvals: { teams: [SECURITY, LEADS] } })];
    expect(findingsOf({ rules: ownedBy("@acme/payments-leads @acme/friends", { policies }) })).toEqual([
      `OWNER_NOT_APPROVER: @acme/friends owns ${PATH}, but is no approving team of "orders-readonly": security (303), payments-leads (302).`,
    ]);
  });
});

describe("what several paths need", () => {
  const approvals = [policy({ approvals: { teams: [LEADS, SECURITY] } })];
  const reviewed = [PATH, "policies/orders.yaml"];
  const judge = (rule: typeof approvedByOwners, twist: Twist, paths = reviewed) =>
    rule.judge({ evidence: evidence(twist), approvals, reviewed: paths });

  it("is told once for each owner", () => {
    const twice = [...reviewed, "policies/other.yaml"];
    expect(judge(ownersAreApprovers, {}, twice)).toEqual({
      status: "met",
      says: "Owned by @acme/payments-leads, @acme/security.",
    });
  });

  it("is an approval for each", () => {
    const half = (login: string) => ({
      status: "waiting",
      brief: `Waiting for ${login}`,
      says: `${login} can approve.`,
    });
    expect(judge(approvedByOwners, { reviews: [review(CAROL)] })).toEqual(half("dave"));
    expect(judge(approvedByOwners, { reviews: [review(DAVE)] })).toEqual(half("carol"));
    expect(judge(approvedByOwners, { reviews: [review(CAROL), review(DAVE)] })).toEqual({
      status: "met",
      says: "Approved by carol, dave.",
    });
  });

  it("is open as long as nobody knows the paths, or whose word is needed", () => {
    for (const rule of [ownersAreApprovers, approvedByOwners]) {
      expect(judge(rule, { reviews: [review(CAROL)] }, [])).toBeUndefined();
      expect(rule.judge({ evidence: evidence(), reviewed })).toBeUndefined();
    }
  });
});

describe("a member of two owning teams", () => {
  const rules = ownedBy("@acme/payments-leads @acme/security", {
    policies: [policy({ approvals: { teams: [LEADS, SECURITY] } })],
  });
  const standing = { ...CAROL, since: undefined, leased: false };
  const leased = { ...standing, leased: true };
  const young = { ...standing, since: NOW };
  const inBoth = (first: typeof standing | typeof young, second: typeof standing | typeof young) =>
    new Map<string, KnownTeam>([
      ...teams,
      ["payments-leads", { ...LEADS, members: [first] }],
      ["security", { ...SECURITY, members: [second] }],
    ]);

  it.each([
    ["by a lease in the first", leased, standing],
    ["by a lease in the second", standing, leased],
    ["for a moment in the first", young, standing],
  ])("%s approves as a member of the other", (_name, first, second) => {
    expect(statusOf({ rules, teams: inBoth(first, second), reviews: [review(CAROL)] })).toBe("approved");
  });

  it("who counts in neither is named once", () => {
    expect(findingsOf({ rules, teams: inBoth(leased, young) })).toEqual([
      `NOBODY_CAN_APPROVE: 1 approval needed; 0 people who own ${PATH} can give one. carol is in the team by a lease.`,
    ]);
  });
});

it("without an identity map nobody approves, and each owner is told why", () => {
  expect(findingsOf({ rules: rulesWith({ settings: undefined }), reviews: [review(CAROL)] })).toContain(
    `NOBODY_CAN_APPROVE: 1 approval needed; 0 people who own ${PATH} can give one. carol is not in the identity map, so Hallpass does not know whose account it is.`,
  );
});

it.each(["COMMENTED", "PENDING"] as const)(
  "an approval stands when a review that is %s comes after it",
  (state) => {
    const after = review(CAROL, state, { submittedAt: addMinutes(NOW, -1) });
    expect(statusOf({ reviews: [review(CAROL), after] })).toBe("approved");
  },
);

it("an approval of policies that are joined is good for the shorter of their times", () => {
  const writing = policy({
    name: "writing",
    entitlements: [{ provider: "orders-db", resource: "orders", roles: ["writer"] }],
    approvals: { teams: [LEADS], validFor: "1h" },
  });
  const text = requestText({
    entitlements:
      "[{ provider: orders-db, resource: orders, role: readonly }, { provider: orders-db, resource: orders, role: writer }]",
  });
  const since = (minutes: number) => ({
    text,
    rules: rulesWith({ policies: [policy(), writing] }),
    reviews: [review(CAROL, "APPROVED", { submittedAt: addMinutes(NOW, -minutes) })],
  });
  expect(statusOf(since(60))).toBe("approved");
  expect(statusOf(since(61))).toBe("waiting");
});

it("changes asked for by whoever could approve are waited for; by others they are not", () => {
  const both = new Map([...teams, team(302, "payments-leads", CAROL, DAVE)]);
  const reviews = [review(CAROL), review(DAVE, "CHANGES_REQUESTED"), review(EVE, "CHANGES_REQUESTED")];
  const verdict = decide(evidence({ teams: both, reviews })).verdicts.find(
    ({ rule }) => rule === approvedByOwners.name,
  );
  expect(verdict).toMatchObject({ status: "waiting", brief: "dave asked for changes" });
});
