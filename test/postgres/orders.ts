import { Client, DatabaseError, escapeIdentifier } from "pg";
import type { SandboxPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { postgresAdapter } from "../../src/providers/postgres/adapter.ts";
import type { PostgresConfiguration } from "../../src/providers/postgres/configuration.ts";
import { postgresProvider } from "../../src/providers/postgres/provider.ts";
import type { Disturbance, ProviderFixture } from "../providers/conformance.ts";
import { openSession, selectOnce } from "../support/database.ts";
import { type GateDisturbance, openGate } from "./gate.ts";
import { playsOn } from "./plays.ts";

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

/** How people use a server in the conformance suite. */
export interface People {
  readonly hostile: string;
  /** The logins by which a principal may reach the table, the one for the grant first. Default: the standing login. */
  readonly loginsOf?: (principal: string) => readonly Login[];
  readonly more?: Partial<ProviderFixture>;
  readonly secrets?: readonly string[];
}

interface Login {
  readonly user: string;
  readonly password: string;
}

/** What the conformance suite needs of a server on which carol holds the role by hand. Stops the server at the end. */
export async function fixtureOf(
  server: SandboxPostgres,
  configuration: PostgresConfiguration,
  { hostile, secrets = [], more = {}, loginsOf = (principal) => [standingLogin(server, principal)] }: People,
): Promise<ProviderFixture> {
  const { deadlineSeconds } = configuration;
  const gate = await openGate(server, (deadlineSeconds ?? 0) * 1000);
  const address = { host: gate.host, port: gate.port };
  const provider = postgresProvider({ ...configuration, ...address });
  const asSuperuser = (sql: string) => runSql(server, server.superuser, sql);
  const isSeparate = !server.version.startsWith("15");
  const canRead = async ({ user, password }: Login): Promise<boolean> =>
    selectOnce(server, user, password).then(
      (answer) => answer === "ok",
      (error: unknown) => {
        if (error instanceof DatabaseError && noLogin.includes(error.code ?? "")) return false;
        throw error;
      },
    );
  const findUsable = async (principal: string): Promise<Login | undefined> => {
    for (const login of loginsOf(principal)) if (await canRead(login)) return login;
    return undefined;
  };
  const holderOf = (principal: string) => {
    const { host, port, database } = server;
    return { host, port, database, ...loginsOf(principal)[0] };
  };
  return {
    provider,
    entitlement,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile },
    missing: "nobody",
    standing: "carol",
    fail: gate.close,
    abilities: postgresAdapter.abilities,
    told: ["SELECT on 1 table: public.orders"],
    disturb: (how) => gate.disturb(isForGate(how) ? how : undefined),
    // Late means beyond the deadline: the suite waits for it.
    disturbances: ["lost-answer", "partial", ...(deadlineSeconds === undefined ? [] : (["slow"] as const))],
    byHand: {
      give: async (principal) =>
        void (await asSuperuser(`GRANT orders_readonly TO ${escapeIdentifier(principal)}`)),
      take: async (principal) => {
        const by = isSeparate ? " GRANTED BY postgres" : "";
        await asSuperuser(`REVOKE orders_readonly FROM ${escapeIdentifier(principal)}${by}`);
      },
    },
    canUse: async (principal) => (await findUsable(principal)) !== undefined,
    async openSession(principal) {
      const login = await findUsable(principal);
      if (login === undefined) throw new Error(`No login of ${principal} can read the table.`);
      const session = await openSession(server, login.user, login.password);
      return { isAlive: async () => (await session.select()) !== "gone", close: session.close };
    },
    openUnmapped: () =>
      postgresProvider({
        ...{ ...configuration, ...address },
        resources: { payroll: { database: "orders", roles: { clerk: "payroll_clerk" } } },
      }),
    drop: {
      principal: async (principal) => void (await asSuperuser(`DROP ROLE ${escapeIdentifier(principal)}`)),
      entitlement: async () =>
        void (await asSuperuser("DROP OWNED BY orders_readonly; DROP ROLE orders_readonly")),
    },
    secrets: [
      ...[server.manager.password, server.superuser.password, ...secrets],
      ...Object.values(server.logins).map(({ password }) => password),
    ],
    hostile: playsOn(holderOf),
    ...more,
    close: async () => {
      await provider.close();
      await gate.stop();
      await server.stop();
    },
  };
}

const isForGate = (how: Disturbance | undefined): how is GateDisturbance =>
  how === "lost-answer" || how === "partial" || how === "slow";

/** Wrong password, no such login, expired, not permitted to log in: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const noLogin = ["28P01", "28000"];

export const standingLogin = (server: SandboxPostgres, user: string): Login => ({
  user,
  password: server.logins[user]?.password ?? "",
});

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
