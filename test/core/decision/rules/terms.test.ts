import { addHours, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { decide, leasesOf, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import {
  ALICE,
  added,
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
} from "../../../support/builders/evidence.ts";
import { lease } from "../../../support/builders/ledger.ts";

const ORDERS = { provider: "orders-db", resource: "orders", role: "readonly" };
const LOGS = { provider: "logs", resource: "orders", role: "reader" };
const both = requestText({
  entitlements:
    "[{ provider: orders-db, resource: orders, role: readonly }, { provider: logs, resource: orders, role: reader }]",
});
const reader = policy({
  name: "logs-reader",
  entitlements: [{ provider: "logs", resource: "orders", roles: ["reader"] }],
});
const people = [ALICE, CAROL, DAVE, EVE].map((person) => ({
  ...person,
  principals: { "orders-db": person.login, logs: `${person.login}@acme.example` },
}));
/** Eve may be asked for by others, and has accounts at both providers. */
const rules = rulesWith({
  policies: [policy({ onBehalf: { teams: [{ slug: "friends", id: 304 }] } }), reader],
  settings: settings({ people }),
});

const termsOf = (twist: Twist) => decide(evidence(twist)).terms;
const ID = "payments/2026-11-20-alice-orders";

describe("what is asked", () => {
  it("is told with the policy and the account of each entitlement", () => {
    expect(termsOf({ text: both, rules })).toStrictEqual({
      id: ID,
      subject: ALICE,
      entitlements: [
        { ...ORDERS, policy: "orders-readonly", principal: "alice" },
        { ...LOGS, policy: "logs-reader", principal: "alice@acme.example" },
      ],
      durationMs: 7_200_000,
      reason: "Investigate stuck refunds for INC-1234",
    });
  });

  it("names who asked when it is for somebody else", () => {
    expect(termsOf({ text: requestText({ subject: "eve" }), rules })).toStrictEqual({
      id: ID,
      subject: EVE,
      requester: ALICE,
      entitlements: [{ ...ORDERS, policy: "orders-readonly", principal: "eve" }],
      durationMs: 7_200_000,
      reason: "Investigate stuck refunds for INC-1234",
    });
  });

  it("is told with the least that any of its policies allows one request, where the total is longer", () => {
    const chain = [lease({ request: "payments/a", startsAt: addHours(NOW, -7), endsAt: NOW })];
    const strict = { ...reader, duration: { maximum: "4h" } };
    const policies = [policy({ duration: { maximum: "8h" } }), strict];
    const text = `${both}extends: payments/a\n`;
    expect(termsOf({ text, rules: { ...rules, policies }, extended: chain, chain })).toMatchObject({
      totalMs: 9 * 3_600_000,
      longestMs: 4 * 3_600_000,
    });
  });

  it("is told without a policy where none offers it, and without an account where none is known", () => {
    const text = requestText({ entitlements: "[{ provider: wiki, resource: all, role: editor }]" });
    expect(termsOf({ text })?.entitlements).toStrictEqual([
      { provider: "wiki", resource: "all", role: "editor" },
    ]);
  });

  it.each<[string, Twist]>([
    ["the file cannot be read", { text: "{" }],
    ["the file is where no request can be", { path: "access-requests/payments/x/a.yaml" }],
    ["nobody knows for whom it is", { text: requestText({ subject: "mallory" }) }],
  ])("is not told where %s", (_name, twist) => {
    expect(decide(evidence(twist))).not.toHaveProperty("terms");
  });
});

const openRules = (facts: Evidence): string[] =>
  decide(facts).verdicts.flatMap(({ rule, status }) => (status === "open" ? [rule] : []));

describe("what cannot be judged is left open, and denies", () => {
  it("where there is no file to read", () => {
    const { file: _, ...rest } = evidence({ changes: [added("access-requests")], reviews: [review(CAROL)] });
    const decision = decide(rest);
    expect([decision.status, decision.approvers, decision.eligible]).toEqual(["denied", [], []]);
    expect(openRules(rest)).toContain("Code owners approved exactly this");
  });

  it("where the folder is served by no policy: its bounds are not met, they are unknown", () => {
    const facts = evidence({ path: "access-requests/legal/a.yaml", reviews: [review(CAROL)] });
    expect(openRules(facts)).toEqual(
      expect.arrayContaining(["The duration is within the policy's bounds", "The reason says enough"]),
    );
  });

  it("where one thing is offered twice and another not at all: who may ask is nobody's word", () => {
    const text = requestText({
      entitlements:
        "[{ provider: orders-db, resource: orders, role: readonly }, { provider: wiki, resource: all, role: editor }]",
    });
    const twice = rulesWith({ policies: [policy(), policy({ name: "again" })] });
    const facts = evidence({ text, rules: twice, reviews: [review(CAROL)] });
    expect(listFindings(decide(facts)).map(({ code, at }) => [code, at])).toEqual([
      ["POLICY_AMBIGUOUS", "/entitlements/0"],
      ["ENTITLEMENT_UNKNOWN", "/entitlements/1"],
      ["PRINCIPAL_UNKNOWN", "/entitlements/1"],
    ]);
    expect(openRules(facts)).toContain("The requester belongs to a team that may ask");
    expect(decide(facts).approvers).toEqual([]);
  });
});

it("a policy is nobody's as long as one of the entitlements has none", () => {
  const entitlements =
    "[{ provider: wiki, resource: all, role: editor }, { provider: orders-db, resource: orders, role: readonly }]";
  const facts = evidence({ text: requestText({ entitlements }), reviews: [review(CAROL)] });
  expect(decide(facts).terms?.entitlements).toStrictEqual([
    { provider: "wiki", resource: "all", role: "editor" },
    { ...ORDERS, principal: "alice" },
  ]);
  expect(decide(facts).approvers).toEqual([]);
});

describe("after the merge", () => {
  const strict = rulesWith({
    policies: [policy({ approvals: { teams: [{ slug: "payments-leads", id: 302 }], validFor: "1m" } })],
  });

  it.each([
    ["the rules before it", merged({}, { rulesBefore: strict })],
    ["the rules of now", merged({ rules: strict }, { rulesBefore: rulesWith() })],
  ])("an approval that is too old under %s waits, though the others would do (TT8)", (_name, facts) => {
    expect(decide(facts).status).toBe("waiting");
  });

  it.each([
    ["the rules before it", merged({}, { rulesBefore: { ...rulesWith(), settings: undefined } })],
    [
      "the rules of now",
      merged({ rules: { ...rulesWith(), settings: undefined } }, { rulesBefore: rulesWith() }),
    ],
  ])("what cannot be judged under %s is denied, though the others would do", (_name, facts) => {
    expect(decide(facts).status).toBe("denied");
    expect(openRules(facts)).toContain("The subject has an account at the provider");
  });
});

describe("a lease", () => {
  it("says for each entitlement who receives it, as whom, who asked, who approved, and for how long", () => {
    const facts = merged({ text: requestText({ subject: "eve" }), rules });
    expect(leasesOf(decide(facts), facts)).toStrictEqual([
      {
        request: ID,
        entitlement: ORDERS,
        principal: "eve",
        subject: EVE,
        requester: ALICE,
        approvers: [CAROL],
        pull: 12,
        reason: "Investigate stuck refunds for INC-1234",
        startsAt: addMinutes(NOW, -1),
        endsAt: addHours(addMinutes(NOW, -1), 2),
      },
    ]);
  });

  it("is one an entitlement, and names no requester who asked for themself", () => {
    const facts = merged({ text: both, rules });
    const leases = leasesOf(decide(facts), facts);
    expect(leases.map(({ entitlement, principal }) => [entitlement, principal])).toStrictEqual([
      [ORDERS, "alice"],
      [LOGS, "alice@acme.example"],
    ]);
    for (const each of leases) expect(each).not.toHaveProperty("requester");
  });

  const facts = merged();
  const decision = decide(facts);
  const { terms, ...termless } = decision;
  const { merge: _, ...open } = facts;
  const nameless = terms && { ...decision, terms: { ...terms, entitlements: [ORDERS] } };

  it("is never given for what is approved and not merged", () => {
    expect(decide(open).status).toBe("approved");
    expect(() => leasesOf(decide(open), open)).toThrow(
      "Leases were asked of #12, which is approved and not merged.",
    );
  });

  it("is never given for what is approved and asks for nothing, like a change of the rules", () => {
    expect(() => leasesOf(termless, facts)).toThrow(
      "Leases were asked of #12, which is approved and merged.",
    );
  });

  it("is never given to no account", () => {
    expect(() => leasesOf(nameless ?? decision, facts)).toThrow(
      "#12 was approved without a principal at orders-db.",
    );
  });
});
