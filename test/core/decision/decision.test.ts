import { addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { decide, leasesOf, listFindings } from "../../../src/core/decision/decision.ts";
import {
  ALICE,
  added,
  CAROL,
  DAVE,
  EVE,
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
} from "../../support/builders/evidence.ts";

const codesOf = (twist: Twist): string[] => listFindings(decide(evidence(twist))).map(({ code }) => code);
const statusOf = (twist: Twist) => decide(evidence(twist)).status;

describe("a request that may be granted", () => {
  it("waits for the owner, and names her", () => {
    const decision = decide(evidence());
    expect([decision.status, decision.eligible, decision.approvers]).toEqual(["waiting", [CAROL], []]);
  });

  it("is approved by the owner's review of this head", () => {
    const decision = decide(evidence({ reviews: [review(CAROL)] }));
    expect([decision.status, decision.approvers]).toEqual(["approved", [CAROL]]);
  });
});

describe("mistakes", () => {
  const pull = evidence().pull;
  const mistakes: [string, Twist, string[]][] = [
    [
      "SECOND_REQUEST: a second request (RF5)",
      { changes: [added(PATH), added("access-requests/payments/b.yaml")] },
      ["SECOND_REQUEST"],
    ],
    [
      "STRAY_FILE: a policy beside the request (PS1)",
      { changes: [added(PATH), added("policies/mine.yaml")] },
      ["STRAY_FILE"],
    ],
    [
      "STRAY_FILE: a CODEOWNERS file beside the request (PS2)",
      { changes: [added(PATH), added("docs/CODEOWNERS")] },
      ["STRAY_FILE"],
    ],
    [
      "REQUEST_IMMUTABLE: an edited request (RF1)",
      { changes: [{ ...added(PATH), status: "modified" }] },
      ["REQUEST_IMMUTABLE"],
    ],
    [
      "NOT_A_PLAIN_FILE: a symlink (RF7)",
      { changes: [{ ...added(PATH), mode: "120000" }] },
      ["NOT_A_PLAIN_FILE"],
    ],
    [
      "FILE_TOO_LARGE: a large file (RF8)",
      { changes: [{ ...added(PATH), size: 90_000_000 }] },
      ["FILE_TOO_LARGE"],
    ],
    ["PATH_INVALID: not .yaml (RF14)", { path: "access-requests/payments/a.yml" }, ["PATH_INVALID"]],
    ["PATH_INVALID: a nested folder (RF14)", { path: "access-requests/payments/x/a.yaml" }, ["PATH_INVALID"]],
    [
      "FIELD_UNKNOWN: a field of our making (YM6)",
      { text: `${requestText()}approved_by: carol\n` },
      ["FIELD_UNKNOWN"],
    ],
    [
      "SUBJECT_NOT_REQUESTER: somebody else (RF4)",
      { text: requestText({ subject: "eve" }) },
      ["SUBJECT_NOT_REQUESTER"],
    ],
    ["DURATION_TOO_LONG", { text: requestText({ duration: "9h" }) }, ["DURATION_TOO_LONG"]],
    [
      "DURATION_TOO_SHORT: below the default",
      { text: requestText({ duration: "4m" }) },
      ["DURATION_TOO_SHORT"],
    ],
    ["REASON_TOO_SHORT", { text: requestText({ reason: "why not" }) }, ["REASON_TOO_SHORT"]],
    [
      "ENTITLEMENT_UNKNOWN: an unknown role",
      { text: requestText({ entitlements: "[{ provider: orders-db, resource: orders, role: owner }]" }) },
      ["ENTITLEMENT_UNKNOWN"],
    ],
    ["WRONG_FOLDER: another team's folder", { path: "access-requests/legal/a.yaml" }, ["WRONG_FOLDER"]],
    [
      "ID_USED: the name of an ended request (RF2)",
      { seen: { request: "payments/a", pull: 3, blob: "b", at: NOW } },
      ["ID_USED"],
    ],
    [
      "REQUESTER_NOT_ALLOWED",
      {
        rules: rulesWith({ policies: [policy({ requesters: { teams: [{ slug: "security", id: 303 }] } })] }),
      },
      ["REQUESTER_NOT_ALLOWED"],
    ],
    [
      "REQUESTER_NOT_ALLOWED: the team of that name is another one now",
      {
        rules: rulesWith({ policies: [policy({ requesters: { teams: [{ slug: "payments", id: 999 }] } })] }),
      },
      ["REQUESTER_NOT_ALLOWED"],
    ],
    [
      "POLICY_AMBIGUOUS",
      { rules: rulesWith({ policies: [policy(), policy({ name: "again" })] }) },
      ["POLICY_AMBIGUOUS"],
    ],
    [
      "PRINCIPAL_UNKNOWN",
      {
        rules: rulesWith({
          settings: settings({ people: [{ ...CAROL, principals: {} }] }),
        }),
      },
      ["PRINCIPAL_UNKNOWN"],
    ],
    [
      "UNOWNED: no owner (PS6)",
      { rules: rulesWith({ codeownersText: "/access-requests/payments/\n" }) },
      ["UNOWNED", "NOBODY_CAN_APPROVE"],
    ],
    ["FORK (MP1)", { pull: { ...pull, head: { ...pull.head, repositoryId: 78 } } }, ["FORK"]],
    ["WRONG_BASE (MP2)", { pull: { ...pull, base: { ...pull.base, ref: "develop" } } }, ["WRONG_BASE"]],
    [
      "REQUESTER_NOT_A_PERSON (SA5)",
      { pull: { ...pull, author: { ...ALICE, type: "Bot" } } },
      ["REQUESTER_NOT_A_PERSON"],
    ],
    [
      "a policy that does not parse (PS10)",
      {
        rules: rulesWith({
          findings: [{ code: "YAML_SYNTAX", severity: "error", at: "", message: "", fix: "" }],
        }),
      },
      ["YAML_SYNTAX"],
    ],
  ];

  it.each(mistakes)("%s is denied, whoever approved", (_name, twist, codes) => {
    expect(codesOf({ reviews: [review(CAROL), review(DAVE)], ...twist })).toEqual(codes);
    expect(statusOf({ reviews: [review(CAROL), review(DAVE)], ...twist })).toBe("denied");
  });

  it("names all of them at once", () => {
    const text = requestText({ subject: "eve", duration: "9h", reason: "please" });
    const changes = [added(PATH), added("access-requests/payments/b.yaml"), added("notes.txt")];
    expect(codesOf({ text, changes })).toEqual([
      "SECOND_REQUEST",
      "STRAY_FILE",
      "SUBJECT_NOT_REQUESTER",
      "DURATION_TOO_LONG",
      "REASON_TOO_SHORT",
    ]);
  });

  it("names them beside an entitlement nobody offers, by what the folder allows at most", () => {
    const entitlements = "[{ provider: orders-db, resource: orders, role: admin }]";
    const text = requestText({ entitlements, duration: "20h", reason: "short" });
    expect(codesOf({ text })).toEqual(["ENTITLEMENT_UNKNOWN", "DURATION_TOO_LONG", "REASON_TOO_SHORT"]);
  });

  it("every finding says what to do", () => {
    for (const [, twist] of mistakes)
      for (const finding of listFindings(decide(evidence(twist))).filter(
        ({ code }) => code !== "YAML_SYNTAX",
      ))
        expect([finding.code, finding.fix.length > 5, finding.message.length > 5]).toEqual([
          finding.code,
          true,
          true,
        ]);
  });
});

it("names the folder where the same is offered, when the requester may not ask in this one", () => {
  const theirs = policy({
    name: "audit",
    folders: ["security"],
    requesters: { teams: [{ slug: "security", id: 303 }] },
  });
  const rules = rulesWith({
    policies: [policy(), theirs],
    codeownersText: "/access-requests/ @acme/payments-leads\n",
  });
  const findings = listFindings(decide(evidence({ path: "access-requests/security/a.yaml", rules })));
  expect(findings).toMatchObject([
    {
      code: "REQUESTER_NOT_ALLOWED",
      fix: "It is also offered in: payments. If that is your team's folder, move the file there.",
    },
  ]);
});

describe("filing under a friendlier team", () => {
  const path = "access-requests/friends/alice.yaml";

  it("is denied when no policy offers it there", () => {
    expect(codesOf({ path, reviews: [review(EVE)] })).toEqual(["WRONG_FOLDER"]);
  });

  it("is denied when the folder's owners are not the policy's approvers", () => {
    const rules = rulesWith({ policies: [policy({ folders: ["payments", "friends"] })] });
    expect(codesOf({ path, rules, reviews: [review(EVE)] })).toEqual([
      "OWNER_NOT_APPROVER",
      "NOBODY_CAN_APPROVE",
    ]);
  });

  it("is denied when only one of the owners is an approver: GitHub would take either", () => {
    const codeownersText = "/access-requests/payments/ @acme/payments-leads @acme/friends\n";
    expect(codesOf({ rules: rulesWith({ codeownersText }), reviews: [review(EVE)] })).toEqual([
      "OWNER_NOT_APPROVER",
    ]);
  });

  it("is denied when a team of that name was made anew", () => {
    const impostors = new Map([...teams, team(999, "payments-leads", EVE)]);
    expect(codesOf({ teams: impostors, reviews: [review(EVE)] })).toEqual([
      "OWNER_NOT_APPROVER",
      "NOBODY_CAN_APPROVE",
    ]);
  });
});

describe("approvals", () => {
  const later = { submittedAt: addMinutes(NOW, -1) };

  it.each([
    ["nobody's", [], "waiting"],
    ["a member of no team (SA10)", [review(EVE)], "waiting"],
    ["another team's lead", [review(DAVE)], "waiting"],
    ["the requester's own (SA1)", [review(ALICE)], "waiting"],
    ["of an older head (TT1)", [review(CAROL, "APPROVED", { commit: "h0" })], "waiting"],
    ["of no head", [review(CAROL, "APPROVED", { commit: undefined })], "waiting"],
    [
      "a bot in the lead's place (SA6)",
      [review(CAROL, "APPROVED", { reviewer: { ...CAROL, type: "Bot" } })],
      "waiting",
    ],
    ["only a comment (SA15)", [review(CAROL, "COMMENTED")], "waiting"],
    ["then a comment", [review(CAROL), review(CAROL, "COMMENTED", later)], "approved"],
    ["then changes requested", [review(CAROL), review(CAROL, "CHANGES_REQUESTED", later)], "waiting"],
    [
      "then changes requested, dismissed (SA14)",
      [review(CAROL), review(CAROL, "DISMISSED", later)],
      "waiting",
    ],
    [
      "after changes requested",
      [review(CAROL, "CHANGES_REQUESTED"), review(CAROL, "APPROVED", later)],
      "approved",
    ],
  ] as const)("%s", (_name, reviews, status) => {
    expect(statusOf({ reviews })).toBe(status);
  });

  it("never counts the requester, even when she owns the folder", () => {
    const owners = new Map([...teams, team(302, "payments-leads", ALICE, CAROL)]);
    expect([
      statusOf({ teams: owners, reviews: [review(ALICE)] }),
      statusOf({ teams: owners, reviews: [review(CAROL)] }),
    ]).toEqual(["waiting", "approved"]);
  });

  it("counts distinct people when the policy asks for two (SA9)", () => {
    const rules = rulesWith({
      policies: [policy({ approvals: { teams: [{ slug: "payments-leads", id: 302 }], count: 2 } })],
    });
    const leads = new Map([...teams, team(302, "payments-leads", CAROL, DAVE)]);
    expect(
      statusOf({ rules, teams: leads, reviews: [review(CAROL), review(CAROL, "APPROVED", later)] }),
    ).toBe("waiting");
    expect(statusOf({ rules, teams: leads, reviews: [review(CAROL), review(DAVE)] })).toBe("approved");
  });
});

describe("a merged request", () => {
  it("gives one lease per entitlement, counted from the merge", () => {
    const facts = merged();
    expect(leasesOf(decide(facts), facts)).toMatchObject([
      {
        request: "payments/2026-11-20-alice-orders",
        principal: "alice",
        subject: ALICE,
        approvers: [CAROL],
        startsAt: addMinutes(NOW, -1),
        endsAt: addMinutes(NOW, 119),
      },
    ]);
  });

  const loosened = rulesWith({ policies: [policy({ duration: { maximum: "99h" } })] });
  const renamed = (principal: string) => {
    const rules = rulesWith();
    const people = rules.settings?.people.map((person) => ({
      ...person,
      principals: { "orders-db": principal },
    }));
    return { ...rules, ...(rules.settings && people && { settings: { ...rules.settings, people } }) };
  };

  it("says that the account is not the one that was reviewed", () => {
    const decision = decide(merged({ rules: renamed("billing_admin") }, { rulesBefore: rulesWith() }));
    expect(decision.status).toBe("denied");
    expect(listFindings(decision).map(({ code, at }) => [code, at])).toEqual([
      ["PRINCIPAL_CHANGED", "/entitlements/0"],
    ]);
  });

  it.each([
    [
      "for another account than was reviewed",
      merged({ rules: renamed("billing_admin") }, { rulesBefore: rulesWith() }),
    ],
    ["not on the default branch", merged({}, { onDefaultBranch: false })],
    ["by a merge commit (TT3)", merged({}, { parents: ["p1", "h1"] })],
    ["not by this pull request (TT4)", merged({}, { belongsToPull: false })],
    ["with a second file", merged({}, { changes: [added(PATH), added("x")] })],
    ["with other content (TT5)", merged({}, { changes: [{ ...added(PATH), blob: "other" }] })],
    ["and changed since", merged({}, { atTip: { path: PATH, blob: "other", mode: "100644", size: 1 } })],
    ["and removed since", merged({}, { atTip: undefined })],
    ["without the app's check for exactly this (MP3, MP9)", merged({}, { checkPassed: false })],
    ["before the approval", merged({ reviews: [review(CAROL, "APPROVED", { submittedAt: NOW })] })],
    ["unapproved (MP3)", merged({ reviews: [] })],
    [
      "under a policy loosened since (TT8)",
      merged({ text: requestText({ duration: "9h" }), rules: loosened }, { rulesBefore: rulesWith() }),
    ],
    [
      "under a policy tightened since (TT9)",
      merged({ text: requestText({ duration: "9h" }) }, { rulesBefore: loosened }),
    ],
  ])("%s grants nothing", (_name, facts) => {
    const decision = decide(facts);
    expect(decision.status).not.toBe("approved");
    expect(() => leasesOf(decision, facts)).toThrow("Leases were asked of #12");
  });
});
