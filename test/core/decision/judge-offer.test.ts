import { expect, it } from "vitest";
import { judgeOffer } from "../../../src/core/decision/judge-offer.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import type { AccessRequest } from "../../../src/core/files/request.ts";
import { policy } from "../../support/builders/evidence.ts";

const asked: AccessRequest = {
  subject: "alice",
  entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
  duration: "2h",
  reason: "Investigate stuck refunds for INC-1234",
};
const writing: AccessRequest = {
  ...asked,
  entitlements: [{ provider: "orders-db", resource: "orders", role: "writer" }],
};

it.each<[string, Partial<AccessRequest>, string, Policy[], string[]]>([
  ["what is offered", {}, "payments", [policy()], []],
  ["nothing that anybody offers", {}, "payments", [], ["ENTITLEMENT_UNKNOWN"]],
  ["what is offered elsewhere", {}, "friends", [policy()], ["WRONG_FOLDER"]],
  ["what is offered twice", {}, "payments", [policy(), policy({ name: "b" })], ["POLICY_AMBIGUOUS"]],
  ["too long", { duration: "9h" }, "payments", [policy()], ["DURATION_TOO_LONG"]],
  [
    "too long, with too few words",
    { duration: "9h", reason: "because" },
    "payments",
    [policy()],
    ["DURATION_TOO_LONG", "REASON_TOO_SHORT"],
  ],
  [
    "what is not offered, for longer than anything in the folder",
    { ...writing, duration: "9h" },
    "payments",
    [policy()],
    ["ENTITLEMENT_UNKNOWN", "DURATION_TOO_LONG"],
  ],
  [
    "too long and for too little, where nothing bounds it",
    { ...writing, duration: "9h", reason: "because" },
    "friends",
    [policy()],
    ["ENTITLEMENT_UNKNOWN"],
  ],
])("a draft that asks for %s is told so, far from GitHub", (_name, more, folder, policies, codes) => {
  const rules = { policies, findings: [] };
  expect(judgeOffer({ ...asked, ...more }, folder, rules).map(({ code }) => code)).toEqual(codes);
});
