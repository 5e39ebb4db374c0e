import { describe, expect, it } from "vitest";
import { createProviders } from "../../../src/providers/index.ts";
import { homeDatabase } from "../../../src/providers/postgres/configuration.ts";

const orders = { database: "orders", roles: { readonly: "orders_readonly" } };
const entry = {
  ...{ name: "orders-db", adapter: "postgres", host: "127.0.0.1", user: "hallpass", passwordFrom: "DB" },
  resources: { orders },
};
const read = (overrides: object, secrets: Record<string, string> = { DB: "hunter2" }) =>
  createProviders(JSON.stringify([{ ...entry, ...overrides }]), secrets, { now: () => new Date() });
const resource = (overrides: object) => ({ resources: { orders: { ...orders, ...overrides } } });
const long = "a".repeat(64);

describe("an entry for PostgreSQL", () => {
  it.each([
    ["an empty host", { host: "" }, "/host: must NOT have fewer than 1 characters"],
    ["port 0", { port: 0 }, "/port: must be >= 1. It is 0."],
    ["an empty user", { user: "" }, "/user: must NOT have fewer than 1 characters"],
    ["a user that the server would cut", { user: long }, "/user: must NOT have more than 63 characters"],
    [
      "a variable's name in small letters",
      { passwordFrom: "db" },
      "/passwordFrom: must be the name of a variable",
    ],
    ["no deadline", { deadlineSeconds: 0 }, "/deadlineSeconds: must be >= 1. It is 0."],
    ["a deadline of more than five minutes", { deadlineSeconds: 301 }, "/deadlineSeconds: must be <= 300"],
    ["half a second", { deadlineSeconds: 1.5 }, "/deadlineSeconds: must be integer"],
    [
      "TLS without verification",
      { tls: "require" },
      `/tls: must be one of ["verify","off"]. It is "require".`,
    ],
    ["an unknown kind of logins", { logins: "shared" }, '/logins: must be one of ["standing","per-grant"]'],
    [
      "an unknown native expiry",
      { nativeExpiry: "on" },
      '/nativeExpiry: must be one of ["auto","required","off"]',
    ],
    ["an empty database of pg_cron", { cronDatabase: "" }, "/cronDatabase: must NOT have fewer"],
    [
      "a resource an entitlement cannot name",
      { resources: { "My DB": orders } },
      "property name must be valid",
    ],
    [
      "a resource without a database",
      resource({ database: undefined }),
      "must have required property 'database'",
    ],
    [
      "a resource without roles",
      resource({ roles: {} }),
      "/resources/orders/roles: must NOT have fewer than 1",
    ],
    ["a role an entitlement cannot name", resource({ roles: { Read: "r" } }), "property name must be valid"],
    ["a role that the server would cut", resource({ roles: { r: long } }), "must NOT have more than 63"],
    ["an unknown key of a resource", resource({ schema: "public" }), '"schema" is not known here'],
    ["a list for the resources", { resources: [] }, "/resources: must be object"],
  ])("is refused with %s", async (_, overrides, message) => {
    await expect(read(overrides)).rejects.toThrow(message);
  });

  it.each([
    ["is not set", {}],
    ["is empty", { DB: "" }],
  ])("is refused when the password's variable %s", async (_, secrets) => {
    await expect(read({}, secrets)).rejects.toThrow(
      'the variable DB is not set. Set it to the password of "hallpass".',
    );
  });

  it("may name one role of the server twice only with a login for each grant", async () => {
    const resources = {
      orders: { database: "orders", roles: { one: "orders_readonly", two: "orders_readonly" } },
    };
    await expect(read({ resources })).rejects.toThrow(
      '"orders_readonly" is the role of orders/one and of orders/two',
    );
    await expect(read({ resources, logins: "standing" })).rejects.toThrow("Give each its own role");
    expect((await read({ resources, logins: "per-grant" })).size).toBe(1);
  });

  it("connects to the database of pg_cron, else to that of the first resource", () => {
    const resources = { orders, bills: { database: "bills", roles: { r: "bills_r" } } };
    expect(homeDatabase({ resources })).toBe("orders");
    expect(homeDatabase({ resources, cronDatabase: "jobs" })).toBe("jobs");
    expect(homeDatabase({ resources: {} })).toBe("postgres");
  });
});
