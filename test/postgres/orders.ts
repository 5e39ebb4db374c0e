import { Client } from "pg";
import type { SandboxPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { PostgresConfiguration } from "../../src/providers/postgres/configuration.ts";
import { postgresProvider } from "../../src/providers/postgres/provider.ts";
import type { ProviderFixture } from "../providers/conformance.ts";
import { openGate } from "./gate.ts";

/** Reading the orders of the local PostgreSQL. */
export const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };

export const configure = (
  { host, port, manager }: SandboxPostgres,
  overrides: Partial<PostgresConfiguration> = {},
): PostgresConfiguration => ({
  ...{ name: "orders-db", host, port, ...manager },
  resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
  ...overrides,
});

/** What the conformance suite needs of a server on which carol holds the role by hand. Stops the server at the end. */
export async function fixtureOf(
  server: SandboxPostgres,
  configuration: PostgresConfiguration,
  hostile: string,
): Promise<ProviderFixture> {
  const gate = await openGate(server);
  const provider = postgresProvider({ ...configuration, host: gate.host, port: gate.port });
  return {
    provider,
    entitlement,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile },
    missing: "nobody",
    standing: "carol",
    fail: gate.close,
    close: async () => {
      await provider.close();
      await gate.stop();
      await server.stop();
    },
  };
}

/** Runs `work` with a provider of its own. */
export async function withProvider<Result>(
  configuration: PostgresConfiguration,
  work: (provider: ReturnType<typeof postgresProvider>) => Promise<Result>,
): Promise<Result> {
  const provider = postgresProvider(configuration);
  try {
    return await work(provider);
  } finally {
    await provider.close();
  }
}

/** Gives the role to a principal. */
export async function holdUntil(provider: Provider, principal: string, until: Date): Promise<Holding> {
  const ids = await provider.identify(principal, entitlement);
  const holding = { principal, entitlement, ids, until };
  await provider.hold(holding);
  return holding;
}

/** The rows of one statement, on a connection of its own. */
export async function runSql<Row extends object>(
  { host, port }: SandboxPostgres,
  account: { readonly user: string; readonly password: string },
  sql: string,
  database = "orders",
): Promise<Row[]> {
  const client = new Client({ host, port, database, ...account });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
