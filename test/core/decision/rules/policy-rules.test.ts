// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS17: A policy lets a single person ask, and somebody else takes that login.

import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import { durationWithinBounds, reasonLongEnough } from "../../../../src/core/decision/rules/policy.ts";
import { mistake } from "../../../../src/core/findings/finding.ts";
import { evidence, policy, requestText, rulesWith, type Twist } from "../../../support/builders/evidence.ts";

type Policies = readonly ReturnType<typeof policy>[];
const codesOf = (twist: Twist) => listFindings(decide(evidence(twist))).map(({ code }) => code);
const found = (twist: Twist) =>
  listFindings(decide(evidence(twist))).map(({ code, message, fix }) => [code, message, fix]);
const asking = (provider: string, resource: string, role: string) =>
  requestText({ entitlements: `[{ provider: ${provider}, resource: ${resource}, role: ${role} }]` });
const under = (...policies: Policies) => ({ rules: rulesWith({ policies }) });

describe("what a policy offers", () => {
  const wide = policy({
    entitlements: [
      { provider: "orders-db", resource: "invoices", roles: ["owner"] },
      { provider: "orders-db", resource: "orders", roles: ["readonly", "writer"] },
      { provider: "logs", resource: "audit", roles: ["reader"] },
    ],
  });

  it.each([
    ["one of its offers", "orders-db", "orders", "readonly", []],
    ["another role of it", "orders-db", "orders", "writer", []],
    ["another role than on that resource", "orders-db", "orders", "owner", ["ENTITLEMENT_UNKNOWN"]],
    ["another resource than with that role", "orders-db", "invoices", "readonly", ["ENTITLEMENT_UNKNOWN"]],
    ["another provider's resource", "orders-db", "audit", "reader", ["ENTITLEMENT_UNKNOWN"]],
    ["another provider", "wiki", "orders", "readonly", ["ENTITLEMENT_UNKNOWN", "PRINCIPAL_UNKNOWN"]],
  ])("is asked for as %s", (_name, provider, resource, role, codes) => {
    expect(codesOf({ text: asking(provider, resource, role), ...under(wide) })).toEqual(codes);
  });

  it("is listed for who asks for something else, and nobody else's is", () => {
    const theirs = policy({
      name: "secret",
      folders: ["security"],
      entitlements: [{ provider: "vault", resource: "root", roles: ["reader"] }],
    });
    const text = asking("orders-db", "orders", "owner");
    expect(found({ text, ...under(wide, theirs) })).toEqual([
      [
        "ENTITLEMENT_UNKNOWN",
        "No policy offers owner on orders-db/orders.",
        '"payments" may ask for: owner on orders-db/invoices; readonly on orders-db/orders; writer on orders-db/orders; reader on logs/audit.',
      ],
    ]);
    expect(found({ text, ...under(theirs) })).toEqual([
      [
        "ENTITLEMENT_UNKNOWN",
        "No policy offers owner on orders-db/orders.",
        'No policy serves the folder "payments" yet.',
      ],
    ]);
  });

  it("may be a pattern of names, with no other pattern over the same access", () => {
    const some = policy({ entitlements: [{ provider: "orders-db", resource: "ord*", roles: ["read*"] }] });
    const other = policy({
      name: "other",
      entitlements: [{ provider: "orders-db", resource: "o*s", roles: ["*only"] }],
    });
    expect(codesOf(under(some))).toEqual([]);
    expect(codesOf({ text: asking("orders-db", "orders", "writer"), ...under(some) })).toEqual([
      "ENTITLEMENT_UNKNOWN",
    ]);
    expect(codesOf(under(some, other))).toEqual(["POLICY_AMBIGUOUS"]);
  });

  it("is unknown, and nothing is granted, while no policy can be read", () => {
    const unreadable = mistake("POLICY_UNREADABLE", "policies/a.yaml has mistakes.", "Correct them.");
    const rules = rulesWith({ policies: [], findings: [unreadable] });
    expect(decide(evidence({ rules })).status).toBe("denied");
    expect(codesOf({ rules })).toEqual(["POLICY_UNREADABLE"]);
    const refused = mistake("PROVIDER_UNKNOWN", "There is no orders-db.", "Name another.");
    expect(codesOf({ rules, entitlementFindings: [refused] })).toEqual([
      "POLICY_UNREADABLE",
      "PROVIDER_UNKNOWN",
    ]);
  });

  it("is named with every folder it is offered in, each once, when asked for in none of them", () => {
    const elsewhere = policy({ folders: ["billing", "audit"] });
    const again = policy({ name: "again", folders: ["audit"] });
    expect(found(under(elsewhere, again))).toEqual([
      [
        "WRONG_FOLDER",
        'No policy offers readonly on orders-db/orders in the folder "payments".',
        "It is offered in: billing, audit. Move the file to the one of your team; its code owners review it.",
      ],
    ]);
  });

  it("is judged by the errors its provider finds, not by the warnings", () => {
    const odd = (severity: "error" | "warning") => ({
      entitlementFindings: [
        { code: "RULES_MOVED" as const, severity, at: "/entitlements/0", message: "no", fix: "" },
      ],
    });
    expect([codesOf(odd("error")), codesOf(odd("warning"))]).toEqual([["RULES_MOVED"], []]);
  });
});

it("PS17: who is named may ask, by the id and not by the login", () => {
  const named = (id: number) =>
    policy({ requesters: { teams: [{ slug: "security", id: 303 }], users: [{ login: "alice", id }] } });
  expect(codesOf(under(named(1001)))).toEqual([]);
  expect(codesOf(under(named(4711)))).toEqual(["REQUESTER_NOT_ALLOWED"]);
});

describe("who may not ask under a policy is told", () => {
  const strangers = { teams: [{ slug: "security", id: 303 }] };
  const here = policy({
    requesters: strangers,
    entitlements: [
      { provider: "orders-db", resource: "orders", roles: ["readonly"] },
      { provider: "orders-db", resource: "invoices", roles: ["readonly"] },
    ],
  });
  const fixes = (...policies: Policies) => found(under(...policies)).map(([code, , fix]) => [code, fix]);
  const join = "Ask to join one of them, or ask its lead which policy is for you.";

  it("where else any of it is offered, and nowhere that it is not", () => {
    const same = policy({ name: "same", folders: ["support", "billing"] });
    const more = policy({ name: "more", folders: ["support"] });
    const other = policy({
      name: "other",
      folders: ["legal"],
      entitlements: [{ provider: "vault", resource: "root", roles: ["reader"] }],
    });
    expect(fixes(here, same, more, other)).toEqual([
      [
        "REQUESTER_NOT_ALLOWED",
        "It is also offered in: support, billing. If that is your team's folder, move the file there.",
      ],
    ]);
    expect(fixes(here, other)).toEqual([["REQUESTER_NOT_ALLOWED", join]]);
    expect(fixes(here)).toEqual([["REQUESTER_NOT_ALLOWED", join]]);
  });
});

describe("the duration", () => {
  const bounded = under(policy({ duration: { minimum: "30m", maximum: "8h" } }));

  it.each([
    ["8h", bounded, []],
    ["481m", bounded, ["DURATION_TOO_LONG"]],
    ["30m", bounded, []],
    ["1799s", bounded, ["DURATION_TOO_SHORT"]],
    ["5m", {}, []],
    ["299s", {}, ["DURATION_TOO_SHORT"]],
  ])("of %s is judged to the second", (duration, twist, codes) => {
    expect(codesOf({ text: requestText({ duration }), ...twist })).toEqual(codes);
  });

  const short = policy({ name: "short", duration: { maximum: "2h" } });
  const long = policy({
    name: "long",
    entitlements: [{ provider: "orders-db", resource: "orders", roles: ["writer"] }],
  });
  const longer = policy({ name: "longer", folders: ["legal"], duration: { maximum: "99h" } });

  it.each([
    ["a policy's own", [short, long, longer]],
    ["a policy's own, in whatever order they are", [longer, long, short]],
  ])("is bounded by %s, not by what the folder allows elsewhere", (_name, policies) => {
    const text = requestText({ duration: "4h" });
    expect(found({ text, ...under(...policies) }).map(([, message]) => message)).toEqual([
      '4h is longer than the 2h that policy "short" allows.',
    ]);
  });

  it.each([
    ["shortest first", [short, long, longer]],
    ["longest first", [longer, long, short]],
  ])("of what nobody offers is bounded by the most the folder allows, %s", (_name, policies) => {
    const entitlements = "[{ provider: orders-db, resource: orders, role: owner }]";
    const asked = (duration: string) => ({
      text: requestText({ entitlements, duration }),
      ...under(...policies),
    });
    expect(codesOf(asked("4h"))).toEqual(["ENTITLEMENT_UNKNOWN"]);
    expect(found(asked("9h")).map(([code, message]) => [code, message])).toEqual([
      ["ENTITLEMENT_UNKNOWN", "No policy offers owner on orders-db/orders."],
      ["DURATION_TOO_LONG", '9h is longer than the 8h that policy "long" allows.'],
    ]);
  });

  it("is not judged as long as the request cannot be read", () => {
    expect(durationWithinBounds.judge({ limits: [short] })).toBeUndefined();
    expect(reasonLongEnough.judge({ limits: [short] })).toBeUndefined();
  });
});

describe("the reason", () => {
  const reasoned = (reason: string, ...policies: Policies) => ({
    text: requestText({ reason: JSON.stringify(reason) }),
    ...under(...policies),
  });
  const plain = policy();
  const talkative = policy({
    name: "talkative",
    entitlements: [{ provider: "logs", resource: "orders", roles: ["reader"] }],
    reason: { minimum: 20 },
  });

  it.each([
    ["of 10 characters will do where nothing is said", "0123456789", []],
    ["of 9 will not", "012345678", ["REASON_TOO_SHORT"]],
    ["is not made longer by blanks around it", "   012345678   ", ["REASON_TOO_SHORT"]],
    ["counts what people see as one character as one", "🙂🙂🙂🙂🙂🙂🙂🙂🙂", ["REASON_TOO_SHORT"]],
  ])("%s", (_name, reason, codes) => {
    expect(codesOf(reasoned(reason, plain))).toEqual(codes);
  });

  it("must do for the policy that asks for most", () => {
    const entitlements =
      "[{ provider: orders-db, resource: orders, role: readonly }, { provider: logs, resource: orders, role: reader }]";
    const text = requestText({ entitlements, reason: "Fifteen letters" });
    const short = found({ text, ...under(plain, talkative) }).filter(([code]) => code === "REASON_TOO_SHORT");
    expect(short.map(([, message]) => message)).toEqual(["The reason has 15 characters; the least is 20."]);
  });
});
