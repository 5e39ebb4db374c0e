// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   CN1: A condition has no value: it divides by zero, names an element that is not there, or is about
//     something that is not known.
//   OC2: A rota is missing or cannot be read, its shift is over, or the login of the person on call belongs
//     to another account now.
//   WR4: Somebody gets access without a review in another person's name: by pushing to that person's branch,
//     or through an application.
//   WR5: A person passes the limits of automatic approval: requests at once, a step of the policy, membership
//     that was lent, again after an owner ended it.

import { addHours, subHours } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../../src/core/access/lease.ts";
import { decide, leasesOf, listFindings } from "../../../../src/core/decision/decision.ts";
import type { EarlierGrants } from "../../../../src/core/decision/earlier-grants.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  EVE,
  evidence,
  merged,
  NOW,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
  teams,
} from "../../../support/builders/evidence.ts";

const none: EarlierGrants = { automatic: [], brokenGlass: [] };
const lenient = (overrides: Partial<Policy> = {}) =>
  policy({
    automatic: { maximum: "2h" },
    breakGlass: { teams: [{ slug: "payments", id: 301 }], maximum: "1h" },
    ...overrides,
  });
const under = (...policies: Policy[]): Twist => ({
  rules: rulesWith({ policies, settings: settings({ profile: "standard" }) }),
  letThrough: none,
});
/** Nobody told what was let through before. */
function unknown(): Twist {
  const { letThrough: _, ...rest } = under(lenient());
  return rest;
}
const decided = (twist: Twist = {}) =>
  decide(evidence("rules" in twist ? twist : { ...under(lenient()), ...twist }));
const reviewLine = (decision: ReturnType<typeof decide>) =>
  decision.verdicts.find(({ rule }) => rule === "Code owners approved exactly this");
const lease = (overrides: Partial<Lease> = {}): Lease => ({
  request: "payments/earlier",
  entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
  principal: "alice",
  subject: ALICE,
  approvers: [],
  basis: "automatic",
  policy: { name: "orders-readonly", blob: "b", commit: "c" },
  pull: 9,
  reason: "",
  startsAt: subHours(NOW, 1),
  endsAt: addHours(NOW, 1),
  ...overrides,
});
const given = (...requests: string[]): EarlierGrants => ({
  ...none,
  automatic: requests.map((request) => lease({ request })),
});

/** Alice is in her team for a while only. */
const lent = new Map([
  ...teams,
  [
    "payments",
    { id: 301, slug: "payments", members: [{ ...ALICE, since: undefined, leased: true }] },
  ] as const,
]);

describe("automatic approval", () => {
  it("approves with the policy as its reason, and nobody is waited for", () => {
    const decision = decided();
    expect(decision).toMatchObject({ status: "approved", basis: "automatic", approvers: [] });
    expect(decision.awaited).toBeUndefined();
    expect(reviewLine(decision)).toMatchObject({
      status: "met",
      says: 'Policy "orders-readonly" approves it without a review.',
    });
  });

  it.each([
    ["request.duration < duration('2h')", "it is not true that request.duration < duration('2h'): No."],
    ["1 / 0 == 1", "it cannot be told whether 1 / 0 == 1"],
  ])("CN1: leaves what a condition is not true of to an owner: %s", (condition, because) => {
    const wanting = (text: string) =>
      lenient({ automatic: { maximum: "2h", when: [{ condition: text, says: "No." }] } });
    const decision = decided(under(wanting(condition)));
    expect(decision.status).toBe("waiting");
    expect(decision.basis).toBeUndefined();
    expect(JSON.stringify(reviewLine(decision))).toContain(because);
    expect(decided({ ...under(wanting(condition)), reviews: [review(CAROL)] }).status).toBe("approved");
    expect(decided({ ...under(wanting("request.duration <= duration('2h')")), earlier: [] }).basis).toBe(
      "automatic",
    );
  });

  it("denies what a condition of the policy itself is not true of, whatever needs no review", () => {
    const denying = lenient({ when: [{ condition: "request.folder == 'orders'", says: "No." }] });
    expect(decided(under(denying)).status).toBe("denied");
  });

  it("records on the lease what it rests on, and who could have approved it", () => {
    const open = merged({ ...under(lenient()), reviews: [] });
    expect(leasesOf(decide(open), open)).toMatchObject([
      { basis: "automatic", approvers: [], owners: [CAROL] },
    ]);
  });

  it("is an approval by people where owners approved", () => {
    const decision = decided({ reviews: [review(CAROL)] });
    expect(decision).toMatchObject({ status: "approved", approvers: [CAROL] });
    expect(decision.basis).toBeUndefined();
  });

  it("works where no owner could approve", () => {
    const nobody = new Map([...teams, team(302, "payments-leads", ALICE)]);
    expect(decided({ teams: nobody }).status).toBe("approved");
  });

  it.each<[string, Twist, string]>([
    ["another person pushed to the branch", { pushers: [ALICE, EVE] }, "another person wrote"],
    [
      "another person wrote a commit",
      { commits: [{ sha: "h1", author: EVE, committer: ALICE }] },
      "another person wrote",
    ],
    [
      "an application asked",
      { asked: { asker: { ...ALICE, type: "User" }, where: "application shop" } },
      "an application asked",
    ],
  ])("WR4: leaves a request to its owners when %s", (_when, twist, because) => {
    const decision = decided(twist);
    expect(decision.status).toBe("waiting");
    expect(reviewLine(decision)).toMatchObject({ says: expect.stringContaining(because) });
  });

  it.each<[string, Twist, string]>([
    [
      "the policy has a step for the role",
      under(
        lenient({
          approvals: {
            teams: [{ slug: "payments-leads", id: 302 }],
            steps: [{ teams: [{ slug: "security", id: 303 }], roles: ["readonly"] }],
          },
        }),
      ),
      "asks for further approvals",
    ],
    ["the membership was lent", { teams: lent }, "was lent"],
    [
      "an owner ended the last one",
      {
        letThrough: {
          ...none,
          automatic: [lease({ ended: { at: NOW, because: "command", by: CAROL } })],
        },
      },
      "another person ended such access",
    ],
  ])("WR5: leaves a request to its owners when %s", (_when, twist, because) => {
    const decision = decided(twist);
    expect(decision.status).toBe("waiting");
    expect(reviewLine(decision)).toMatchObject({ says: expect.stringContaining(because) });
  });

  it.each<[string, Twist, string]>([
    [
      "GitHub asks for a review anyway",
      { rules: rulesWith({ policies: [lenient()] }) },
      "the settings do not say `profile: standard`",
    ],
    ["it is longer", { text: requestText({ duration: "3h" }) }, "it is longer than the 2h"],
    ["it begins later", { text: requestText({ start: "2026-11-20T15:00Z" }) }, "it begins later"],
    [
      "the person had three within a day",
      { letThrough: given("a/1", "a/2", "a/3") },
      "approved 3 for this person",
    ],
    [
      "people had as many as the policy says",
      {
        ...under(lenient({ automatic: { maximum: "2h", perDay: 1, perPerson: 5 } })),
        letThrough: given("a/1"),
      },
      "approved 1 within 24 hours",
    ],
    [
      "a policy marks the role as sensitive, this one or another",
      under(
        lenient(),
        policy({
          name: "other",
          folders: ["elsewhere"],
          entitlements: [
            { provider: "orders-db", resource: "orders", roles: ["readonly"], sensitive: ["readonly"] },
          ],
        }),
      ),
      "readonly on orders is marked as sensitive",
    ],
    ["earlier requests are not known", unknown(), "are not known"],
  ])("leaves a request to its owners when %s", (_when, twist, because) => {
    const decision = decided(twist);
    expect(decision.status).toBe("waiting");
    expect(reviewLine(decision)).toMatchObject({ status: "waiting", says: expect.stringContaining(because) });
    expect(decide(evidence({ ...under(lenient()), ...twist, reviews: [review(CAROL)] })).status).toBe(
      "approved",
    );
  });

  it("counts requests and not their entitlements, of this policy and this person's accounts", () => {
    const two = [lease({ request: "a/1" }), lease({ request: "a/1", principal: "other" })];
    const strange = [
      lease({ request: "a/2", subject: DAVE }),
      lease({ request: "a/3", policy: { name: "another", blob: "b", commit: "c" } }),
      lease({ request: "a/4" }),
    ];
    expect(decided({ letThrough: { ...none, automatic: [...two, ...strange] } }).basis).toBe("automatic");
  });

  it("gives way to an owner who objects", () => {
    expect(decided({ reviews: [review(CAROL, "CHANGES_REQUESTED")] })).toMatchObject({ status: "waiting" });
  });

  it("judges by the rules before the merge too", () => {
    const before = rulesWith({ settings: settings({ profile: "standard" }) });
    const open = merged({ ...under(lenient()), reviews: [] }, { rulesBefore: before });
    expect(decide(open).status).not.toBe("approved");
  });
});

describe("breaking the glass", () => {
  const text = requestText({ duration: "1h", breakGlass: "true" });

  it("approves at once, and says that it is an emergency", () => {
    expect(decided({ text })).toMatchObject({ status: "approved", basis: "break-glass", approvers: [] });
  });

  it.each<[string, Twist, string]>([
    ["the policy provides for none", under(policy()), "has no `breakGlass`"],
    ["it is longer", { text: requestText({ duration: "2h", breakGlass: "true" }) }, "longer than the 1h"],
    [
      "the person is in none of its teams",
      under(lenient({ breakGlass: { teams: [{ slug: "security", id: 303 }], maximum: "1h" } })),
      "alice is in none of the teams that may, or only by a lease: security",
    ],
    ["the membership was lent", { teams: lent }, "or only by a lease"],
    ["another person pushed to the branch", { pushers: [ALICE, EVE] }, "another person wrote"],
    [
      "the last one is not reviewed",
      { letThrough: { ...none, brokenGlass: [{ request: "a/1", reviewers: [] }] } },
      "nobody has reviewed their last emergency yet, a/1",
    ],
    [
      "only they reviewed the last one",
      { letThrough: { ...none, brokenGlass: [{ request: "a/1", reviewers: [ALICE] }] } },
      "nobody has reviewed",
    ],
    ["earlier ones are not known", unknown(), "are not known"],
    [
      "GitHub asks for a review anyway",
      { rules: rulesWith({ policies: [lenient()] }) },
      "`profile: standard`",
    ],
  ])("is refused when %s, also with an owner's approval", (_when, twist, because) => {
    const decision = decided({ text, reviews: [review(CAROL)], ...twist });
    expect(decision.status).toBe("denied");
    expect(listFindings(decision)).toMatchObject([
      { code: "BREAK_GLASS_REFUSED", message: expect.stringContaining(because), at: "/breakGlass" },
    ]);
  });

  it("is possible again once another person has reviewed the last one", () => {
    const earlier = { ...none, brokenGlass: [{ request: "a/1", reviewers: [ALICE, CAROL] }] };
    expect(decided({ text, letThrough: earlier }).basis).toBe("break-glass");
  });

  it("needs no `automatic`, and `automatic` does not need it", () => {
    const { automatic: _, ...strict } = lenient();
    expect(decided({ text, ...under(strict) }).basis).toBe("break-glass");
  });
});

describe("the person on call", () => {
  const textOf = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;
  const shift = (id: number, from: Date, to: Date) =>
    new Map([["payments", { shifts: [{ login: "alice", id, from: textOf(from), to: textOf(to) }] }]]);
  const friends = [{ slug: "friends", id: 304 }];
  const onCall = ["payments"];
  const by = (rotas: ReturnType<typeof shift>, text = requestText()): Twist => ({
    text,
    letThrough: none,
    rules: rulesWith({
      rotas,
      settings: settings({ profile: "standard" }),
      policies: [
        lenient({
          requesters: { teams: friends, onCall },
          breakGlass: { teams: friends, onCall, maximum: "2h" },
        }),
      ],
    }),
  });
  const now = shift(ALICE.id, subHours(NOW, 1), addHours(NOW, 1));
  const over = shift(ALICE.id, subHours(NOW, 3), subHours(NOW, 1));
  const other = shift(4711, subHours(NOW, 1), addHours(NOW, 1));
  const emergency = requestText({ breakGlass: "true" });

  it.each([
    ["needs no approval where the policy is automatic", requestText(), "automatic"],
    ["can break the glass", emergency, "break-glass"],
  ])("%s, open and merged", (_what, text, basis) => {
    expect(decide(evidence(by(now, text)))).toMatchObject({ status: "approved", basis });
    expect(decide(merged({ ...by(now, text), reviews: [] }))).toMatchObject({ status: "approved", basis });
  });

  it.each([
    ["after the shift", over],
    ["with the login alone", other],
  ])("OC2: is let through by nothing %s", (_what, rotas) => {
    for (const text of [requestText(), emergency])
      expect(decide(evidence(by(rotas, text))).status).toBe("denied");
  });
});
