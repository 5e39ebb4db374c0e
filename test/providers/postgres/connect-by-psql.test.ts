import { expect, it } from "vitest";
import { postgresProvider } from "../../../src/providers/postgres/provider.ts";

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
const resources = { orders: { database: "orders", roles: { readonly: "orders_readonly" } } };
const connect = (principal: string, logins: "standing" | "per-grant") =>
  postgresProvider({
    ...{ name: "orders-db", host: "db.example", port: 6432, user: "hallpass", password: "hunter2" },
    resources,
    logins,
  }).connect?.({ principal, entitlement })?.text;

it.each([
  ["alice", "standing", "psql -h db.example -p 6432 -U alice -d orders"],
  ["alice", "per-grant", "psql -h db.example -p 6432 -U alice~orders~readonly -d orders"],
  ["x$(id)'s", "standing", `psql -h db.example -p 6432 -U 'x$(id)'\\''s' -d orders`],
] as const)("says to %s with %s logins how to connect", (principal, logins, line) => {
  expect(connect(principal, logins)).toBe(line);
});
