import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { findOwner, giveTo, makeFolder, type Owner } from "../../demo/src/postgres/owner.ts";
import { watchOver } from "../../demo/src/postgres/watch.ts";
import { endProcess, findFreePort } from "../support/server-process.ts";

const run = promisify(execFile);

const BINARY = "/usr/sbin/mariadbd";

/** The servers to test against: none where Debian's package is missing, which counts as skipped. Call it while tests are collected. */
export function listServers(): { name: string }[] {
  const isThere = existsSync(BINARY) || process.env.CI === "true";
  it.runIf(isThere)("MariaDB from Debian is installed", () => expect(existsSync(BINARY)).toBe(true));
  return existsSync(BINARY) ? [{ name: "MariaDB 10.11 from Debian" }] : [];
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface MariaServer {
  readonly host: string;
  readonly port: number;
  /** May do everything. */
  readonly admin: Credentials;
  /** Stops and starts it again on the same port. */
  restart(options?: readonly string[]): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

const environment = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };

/** A real MariaDB on a free port of 127.0.0.1, in a folder that only its user may enter. Ends with this process, however that ends. */
export async function startMaria(given: readonly string[] = []): Promise<MariaServer> {
  const owner = findOwner();
  const folder = await makeFolder(tmpdir(), owner);
  const state = join(folder, "state");
  const admin = { user: "admin", password: randomBytes(18).toString("base64url") };
  await mkdir(state, { mode: 0o700 });
  await writeFile(join(state, "init.sql"), initialise(admin), { mode: 0o600 });
  await giveTo(state, owner);
  await install(state, owner);
  const port = await findFreePort();
  let child = await start(folder, port, owner, given);
  return {
    ...{ host: "127.0.0.1", port, admin },
    async restart(options = given) {
      await endProcess(child);
      child = await start(folder, port, owner, options);
    },
    async stop() {
      await endProcess(child);
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Runs before the server lets anybody in. One statement a line. */
const initialise = ({ user, password }: Credentials): string =>
  [
    "DROP USER IF EXISTS root@'127.0.0.1', root@'::1', root@localhost;",
    `CREATE USER IF NOT EXISTS ${user}@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${user}@'%' WITH GRANT OPTION;`,
    "",
  ].join("\n");

/** Nothing here outlives the process: waiting for the disk would only make tests slow. */
const small = [
  "--innodb-log-file-size=4M",
  "--innodb-buffer-pool-size=8M",
  "--innodb-flush-log-at-trx-commit=0",
  "--innodb-use-native-aio=0",
];

async function install(state: string, owner: Owner | undefined): Promise<void> {
  const options = ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"];
  await run(
    "mariadb-install-db",
    ["--no-defaults", `--datadir=${join(state, "data")}`, ...options, ...small],
    { env: environment, cwd: state, ...owner },
  );
}

async function start(
  folder: string,
  port: number,
  owner: Owner | undefined,
  given: readonly string[],
): Promise<ChildProcess> {
  const state = join(folder, "state");
  const child = spawn(
    BINARY,
    [
      ...["--no-defaults", `--datadir=${join(state, "data")}`, `--init-file=${join(state, "init.sql")}`],
      ...[`--socket=${join(state, "socket")}`, `--pid-file=${join(state, "pid")}`],
      ...[`--port=${port}`, "--bind-address=127.0.0.1", "--skip-name-resolve", ...small, ...given],
    ],
    { env: environment, cwd: state, stdio: ["ignore", "ignore", "pipe"], ...owner },
  );
  if (child.pid !== undefined) child.once("exit", watchOver(child.pid, folder));
  await waitUntilReady(child);
  return child;
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    // The listener stays for the server's whole life: an unread pipe would stop it once full.
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-8192);
      if (log.includes("ready for connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`MariaDB did not start:\n${log}`)));
  });
}
