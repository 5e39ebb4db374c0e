import { describe, expect, it } from "vitest";
import { createContext } from "../../../src/providers/context.ts";
import { mysqlAdapter } from "../../../src/providers/mysql/adapter.ts";

const context = createContext("orders-db", 0, { ORDERS_DB_PASSWORD: "hunter2" }, { now: () => new Date(0) });
const entry = {
  host: "db.example",
  user: "hallpass",
  passwordFrom: "ORDERS_DB_PASSWORD",
  resources: { orders: { roles: { readonly: "orders_readonly" } } },
};
const open = (changes: object) => mysqlAdapter.open({ ...entry, ...changes }, context);

describe("an entry for MySQL or MariaDB", () => {
  it("is opened without a connection, and says how to connect and to remove", async () => {
    const provider = open({ port: 3307 });
    const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
    expect(provider.connect?.({ principal: "alice@10.%", entitlement })?.text).toContain(
      "-P 3307 -u alice -p",
    );
    expect(provider.describeRemoval?.({ principal: "alice", entitlement })).toBe(
      "REVOKE `orders_readonly` FROM `alice`@`%`;",
    );
    const elsewhere = { ...entitlement, resource: "*", role: "dba" };
    expect(provider.describeRemoval?.({ principal: "dba@", entitlement: elsewhere })).toBe(
      "REVOKE `dba` FROM `dba`;",
    );
    await provider.close();
  });

  it.each([
    [
      "one role for two words",
      { resources: { a: { roles: { x: "r" } }, b: { roles: { y: "r" } } } },
      '"r" is the role of a/x and of b/y',
    ],
    ["a password in place of its variable", { passwordFrom: "hunter-2" }, "/passwordFrom"],
    ["a schema whose name is a pattern", { schema: "hall_pass" }, "/schema"],
    ["a role with a host", { resources: { a: { roles: { x: "r@%" } } } }, "/resources/a/roles/x"],
    ["an unknown field", { database: "orders" }, '"database" is not known here'],
  ])("is refused with %s, with the place", (_what, changes, message) => {
    expect(() => open(changes)).toThrow(message);
    expect(() => open(changes)).not.toThrow("hunter");
  });
});
