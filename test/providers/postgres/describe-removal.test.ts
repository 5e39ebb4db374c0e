import { describe, expect, it } from "vitest";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { describeRemoval } from "../../../src/providers/postgres/describe-removal.ts";

const configuration = {
  name: "orders-db",
  resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
};
const readonly = { provider: "orders-db", resource: "orders", role: "readonly" };
const describeFor = (principal: string, entitlement = readonly, grantedBy?: string) =>
  describeRemoval(configuration, { principal, entitlement, ...(grantedBy !== undefined && { grantedBy }) });

describe("What an administrator of PostgreSQL runs to take back what stands", () => {
  it.each([
    ["names the server's own role", describeFor("carol"), 'REVOKE "orders_readonly" FROM "carol";'],
    [
      "names who gave it: another's grant of the same is another",
      describeFor("carol", readonly, "postgres"),
      'REVOKE "orders_readonly" FROM "carol" GRANTED BY "postgres";',
    ],
    [
      "takes the role as it is where no resource names it",
      describeFor("carol", { ...readonly, resource: "*", role: "pg_signal_backend" }),
      'REVOKE "pg_signal_backend" FROM "carol";',
    ],
    [
      "quotes names, whatever they hold",
      describeFor('x"; DROP ROLE admin; --', readonly, "db admin"),
      'REVOKE "orders_readonly" FROM "x""; DROP ROLE admin; --" GRANTED BY "db admin";',
    ],
  ])("%s", (_, statement, expected) => {
    expect(statement).toBe(expected);
  });

  it.each([
    ["resource", { ...readonly, resource: "billing" }],
    ["role", { ...readonly, role: "constructor" }],
  ])("does not guess a %s that the configuration does not name", (_, entitlement) => {
    expect(() => describeFor("carol", entitlement)).toThrow(ProviderError);
  });
});
