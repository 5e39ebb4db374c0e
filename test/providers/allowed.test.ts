import { describe, expect, it } from "vitest";
import { checkAllowed } from "../../src/providers/adapter/allowed.ts";

const allowed = { orders: ["readonly", "refunds"], bills: ["reader"] };
const check = (resource: string, role: string) => checkAllowed(allowed, { provider: "db", resource, role });

describe("what the configuration does not name", () => {
  it.each(["readonly", "refunds"])("is not %s", (role) => {
    expect(check("orders", role)).toEqual([]);
  });

  it.each(["payroll", "Orders", "constructor", "__proto__", ""])("is the resource %j", (resource) => {
    expect(check(resource, "readonly")).toEqual([
      {
        ...{ code: "RESOURCE_UNKNOWN", severity: "error", at: "/resource" },
        message: `Provider "db" has no resource "${resource}".`,
        fix: 'Use one of "orders", "bills".',
      },
    ]);
  });

  it.each([
    ["orders", "owner", 'Use one of "readonly", "refunds".'],
    ["orders", "reader", 'Use one of "readonly", "refunds".'],
    ["bills", "constructor", 'Use "reader".'],
  ])("of %s is the role %s", (resource, role, fix) => {
    const message = `Resource "db/${resource}" has no role "${role}".`;
    expect(check(resource, role)).toEqual([
      { code: "ROLE_UNKNOWN", severity: "error", at: "/role", message, fix },
    ]);
  });
});
