import { Client, type ClientConfig, Pool } from "pg";
import { isOwnHost } from "../../adapter/connection/own-host.ts";
import { homeDatabase, type PostgresConfiguration } from "../configuration.ts";

/**
 * The owner of a database may set these for all its connections, and a lent role may be the owner. Setting them ourselves keeps the owner
 * from running code as our account (`search_path`) and from making every REVOKE fail (`read_only`).
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

function configureClient(configuration: PostgresConfiguration, milliseconds: number): ClientConfig {
  const { host, port, user, password } = configuration;
  return {
    host,
    port,
    user,
    password,
    database: homeDatabase(configuration),
    ssl: chooseTls(configuration),
    application_name: "hallpass",
    connectionTimeoutMillis: milliseconds,
    statement_timeout: milliseconds,
    query_timeout: milliseconds,
    options: sessionOptions,
  };
}

/** Node refuses a certificate that no known authority signed for this host. */
export const chooseTls = ({
  tls,
  host,
}: Pick<PostgresConfiguration, "tls" | "host">): { readonly rejectUnauthorized: true } | false =>
  (tls ?? (isOwnHost(host) ? "off" : "verify")) === "verify" ? { rejectUnauthorized: true } : false;

export function createPool(configuration: PostgresConfiguration, milliseconds: number): Pool {
  const pool = new Pool({
    ...configureClient(configuration, milliseconds),
    // A few: a thousand simultaneous revocations must not take the connections that people need.
    max: 10,
    idleTimeoutMillis: 5_000,
    allowExitOnIdle: true,
  });
  // A connection that breaks while idle fails no call; the pool replaces it.
  pool.on("error", () => {});
  return pool;
}

/** The kept connection's name in the server's list. */
export const ENDINGS_NAME = "hallpass (endings)";

export async function connectForEndings(
  configuration: PostgresConfiguration,
  milliseconds: number,
): Promise<Client> {
  const client = new Client({
    ...configureClient(configuration, milliseconds),
    application_name: ENDINGS_NAME,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // It may break at any time; the query in progress then fails.
  client.on("error", () => {});
  await client.connect();
  return client;
}
