import { expect, it } from "vitest";
import type { Facts, Rule } from "../../../src/core/decision/rules/rule.ts";
import { offlineRules, requestRules } from "../../../src/core/decision/rules/rule-sets.ts";
import type { AccessRequest } from "../../../src/core/files/request.ts";
import { evidence, policy } from "../../support/builders/evidence.ts";

const OFFLINE = {
  facts: ["evidence", "folder", "request", "policies", "limits"],
  evidence: ["rules", "entitlementFindings"],
  rules: ["policies", "findings"],
};

/** The same value; `tell` hears of each field that is read and is not known offline. */
const watch = <Value extends object>(value: Value, known: readonly string[], tell: () => void): Value =>
  new Proxy(value, {
    get(target, field, self) {
      if (!known.includes(String(field))) tell();
      return Reflect.get(target, field, self);
    },
  });

const asked: AccessRequest = {
  subject: "alice",
  entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
  duration: "2h",
  reason: "Investigate stuck refunds for INC-1234",
};
const requests: AccessRequest[] = [
  asked,
  { ...asked, duration: "9h", reason: "because" },
  { ...asked, start: "2026-11-20T16:00:00Z", until: { closed: 17 } },
  { ...asked, extends: "payments/earlier" },
];

/** With a condition: what one is about is not known offline. */
const asking = policy({ when: [{ condition: "subject.id > 0", says: "Ask somebody else." }] });

/** Does the rule judge by the request, its folder and the policies alone? */
function judgesOffline(rule: Rule): boolean {
  let isOffline = true;
  const tell = () => {
    isOffline = false;
  };
  for (const request of requests) {
    const { rules, ...others } = evidence();
    const watched = { ...others, rules: watch(rules, OFFLINE.rules, tell) };
    const facts: Facts = {
      evidence: watch(watched, OFFLINE.evidence, tell),
      id: "payments/a",
      folder: "payments",
      reviewed: [],
      request,
      ...{ policies: [asking], limits: [asking], approvals: [asking] },
    };
    rule.judge(watch(facts, OFFLINE.facts, tell));
  }
  return isOffline;
}

it("a rule that needs only the request and the policies is also applied by `hallpass check`", () => {
  const found = requestRules.rules.filter(judgesOffline);
  expect(found.map(({ name }) => name)).toEqual(offlineRules.map(({ name }) => name));
});
