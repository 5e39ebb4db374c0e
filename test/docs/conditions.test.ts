import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile, isExcess } from "../../src/core/conditions/condition.ts";
import { MOST_CHARACTERS, MOST_CONDITIONS } from "../../src/core/conditions/conditions-schema.ts";
import { valuesOf } from "../../src/core/conditions/values.ts";
import { parsePolicy } from "../../src/core/files/policy.ts";
import { ALICE } from "../support/builders/evidence.ts";
import { START } from "../support/builders/ledger.ts";

const page = readFileSync(new URL("../../docs/conditions.md", import.meta.url), "utf8");
const [, table = ""] = /## Examples\n(.*?)\n## /su.exec(page) ?? [];
const examples = [...table.matchAll(/^\| `(.*)` \|/gmu)].map(([, text = ""]) => text.replaceAll("\\|", "|"));
const [, variables = ""] = /## Variables\n(.*?)\n## /su.exec(page) ?? [];
const named = [...variables.matchAll(/`((?:request|requester|subject|time|history)(?:\.\w+)?)`/gu)].map(
  ([, name = ""]) => name,
);

const values = valuesOf({
  ...{ id: "payments/one", folder: "payments", time: START, policy: "orders", earlier: [] },
  ...{ requester: ALICE, subject: ALICE, isSensitive: () => false },
  request: {
    ...{ reason: "Refunds for INC-1234", duration: "30m" },
    entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
  },
});

describe("docs/conditions.md", () => {
  it.each(examples)("has an example that is true of a modest request: %s", (text) => {
    const made = compile(text);
    expect(isExcess(made) ? made.says : made.judge(values)).toBe(true);
  });

  it("has examples", () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  it.each(named)("names a variable that exists: %s", (name) => {
    // Whatever its type is, it is one: the mistake is the type of the whole.
    const made = compile(name);
    if (isExcess(made)) expect(made.says).toMatch(/^It is of type /u);
  });

  it("begins with a policy's conditions", () => {
    const [, when = ""] = /```yaml\n(.*?)```/su.exec(page) ?? [];
    const policy = `name: orders
folders: [payments]
entitlements: [{ provider: orders-db, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
${when}`;
    const { value, findings } = parsePolicy(policy, "policies/orders.yaml");
    expect(findings).toEqual([]);
    expect(value?.when).toHaveLength(2);
  });

  it("says the limits of the schema", () => {
    expect(page).toContain(`longer than ${MOST_CHARACTERS} characters`);
    const policies = readFileSync(new URL("../../docs/policies.md", import.meta.url), "utf8");
    expect(policies).toContain(`1 to ${MOST_CONDITIONS}. Each must be true of the request`);
  });
});
