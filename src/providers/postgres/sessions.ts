import { Pool, type PoolClient } from "pg";
import { ProviderError } from "../error.ts";
import { homeDatabase, isLoopback, type PostgresConfiguration } from "./configuration.ts";
import { toProviderError } from "./failure.ts";
import { limitSession, limitsOf, type StepLimits, unlimitSession } from "./step-limits.ts";

/** One statement; values travel apart from it. */
export type Query = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

export interface Sessions {
  readonly deadlineSeconds: number;
  /** Runs `work` on one connection. All it throws is `ProviderError`; after the deadline the connection is cut and the call given up. */
  run<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** The same for taking access back: no statement waits longer than a step may. */
  runEnding<Result>(work: (query: Query, limits: StepLimits) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export function openSessions(configuration: PostgresConfiguration): Sessions {
  const { name, deadlineSeconds = 10 } = configuration;
  // Half for getting a connection, half for the work: together the call keeps its deadline.
  const half = deadlineSeconds * 500;
  const pool = createPool(configuration, half);
  const limits = limitsOf(half);

  async function run<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    try {
      return await withClient(pool, (client) => giveUpAfter(half, name, work(queryOf(client))));
    } catch (error) {
      throw toProviderError(name, error);
    }
  }

  return {
    deadlineSeconds,
    run,
    runEnding: (work) =>
      run(async (query) => {
        await limitSession(query, limits);
        const result = await work(query, limits);
        await unlimitSession(query);
        return result;
      }),
    close: () => pool.end(),
  };
}

/**
 * The owner of a database may set these for everybody who connects to it, and a lent role may be its owner: without them that
 * would be a way to run code as our account (`search_path`), or to make every REVOKE fail (`read_only`).
 */
const sessionOptions = [
  "search_path=pg_catalog,pg_temp",
  "role=none",
  "default_transaction_read_only=off",
  "default_transaction_isolation=read\\ committed",
  "idle_in_transaction_session_timeout=0",
]
  .map((setting) => `-c ${setting}`)
  .join(" ");

function createPool(configuration: PostgresConfiguration, milliseconds: number): Pool {
  const { host, port, user, password, tls } = configuration;
  const pool = new Pool({
    host,
    port,
    user,
    password,
    database: homeDatabase(configuration),
    ssl: (tls ?? (isLoopback(host) ? "off" : "verify")) === "verify" ? { rejectUnauthorized: true } : false,
    application_name: "hallpass",
    // A few: a thousand ends at once must not take the connections people need.
    max: 10,
    connectionTimeoutMillis: milliseconds,
    statement_timeout: milliseconds,
    query_timeout: milliseconds,
    options: sessionOptions,
    idleTimeoutMillis: 5_000,
    allowExitOnIdle: true,
  });
  // A connection that breaks while idle is no failure of anybody's call; the pool replaces it.
  pool.on("error", () => {});
  return pool;
}

async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // Broken while at work: the query in progress says so.
  const ignore = () => {};
  client.on("error", ignore);
  let healthy = false;
  try {
    const result = await work(client);
    healthy = true;
    return result;
  } finally {
    client.off("error", ignore);
    // After a failure nobody knows what state the connection is in: it may be inside a transaction.
    client.release(!healthy);
  }
}

const queryOf =
  (client: PoolClient): Query =>
  async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
    const { rows } = await client.query<Row>(sql, [...values]);
    return rows;
  };

async function giveUpAfter<Result>(
  milliseconds: number,
  provider: string,
  work: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderError(provider, "TIMEOUT")), milliseconds);
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}

/** All of `work` or nothing: when it throws, the connection is dropped and the server rolls back. */
export async function inTransaction<Result>(query: Query, work: () => Promise<Result>): Promise<Result> {
  await query("BEGIN");
  const result = await work();
  await query("COMMIT");
  return result;
}
