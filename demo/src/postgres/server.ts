import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { giveTo, type Owner } from "./owner.ts";
import { watchOver } from "./watch.ts";

const run = promisify(execFile);

export interface ServerPlace {
  /** The folder of `initdb` and `postgres`. */
  readonly binaries: string;
  /** The folder for data and password file. The owner can reach it. */
  readonly folder: string;
  readonly owner: Owner | undefined;
}

export interface RunningServer {
  readonly port: number;
  /** Ends open sessions, then the server. Further calls have no effect. */
  stop(): Promise<void>;
}

// English messages on every machine, because the server's log tells when it is ready.
const environment = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };

/** Creates the data directory with one superuser, `postgres`. Every connection needs a password. */
export async function initializeData(
  { binaries, folder, owner }: ServerPlace,
  password: string,
): Promise<void> {
  const state = join(folder, "state");
  await mkdir(state, { mode: 0o700 });
  const passwordFile = join(state, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  await giveTo(state, owner);
  const options = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const locale = ["-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"];
  await run(join(binaries, "initdb"), ["-D", join(state, "data"), ...options, ...locale], {
    env: environment,
    cwd: folder,
    ...owner,
  });
}

/** Starts the server on a free port of 127.0.0.1 and waits until it accepts connections. */
export async function startServer(place: ServerPlace, given: readonly string[]): Promise<RunningServer> {
  // Reserved for Hallpass when all other connections are used; since PostgreSQL 16.
  const more = [...((await readMajor(place)) >= 16 ? ["reserved_connections=3"] : []), ...given];
  // Another program may take the port before PostgreSQL binds it, so a refusal is retried.
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const child = spawnServer(place, port, more);
    if (child.pid !== undefined) child.once("exit", watchOver(child.pid, place.folder));
    const started = await waitUntilReady(child, place);
    if (started.ready) return { port, stop: () => stopServer(child) };
    if (attempt === 3) throw new Error(`PostgreSQL did not start on port ${port}:\n${started.log}`);
  }
}

async function readMajor({ binaries, folder, owner }: ServerPlace): Promise<number> {
  const { stdout } = await run(join(binaries, "postgres"), ["--version"], {
    env: environment,
    cwd: folder,
    ...owner,
  });
  return Number.parseInt(/\) (?<major>\d+)/u.exec(stdout)?.groups?.major ?? "", 10);
}

function spawnServer(
  { binaries, folder, owner }: ServerPlace,
  port: number,
  more: readonly string[],
): ChildProcess {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    // The data is temporary, and waiting for the disk would only slow tests down.
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=16MB",
    ...more,
  ];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const options: SpawnOptions = {
    env: environment,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    ...owner,
  };
  return spawn(
    join(binaries, "postgres"),
    ["-D", join(folder, "state", "data"), "-p", String(port), ...flags],
    options,
  );
}

function waitUntilReady(child: ChildProcess, place: ServerPlace): Promise<{ ready: boolean; log: string }> {
  return new Promise((resolve) => {
    let log = "";
    // Keep the listener for the server's whole life: a full pipe would block the server.
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-8192);
      if (log.includes("ready to accept connections")) resolve({ ready: true, log });
      // With a log collector the rest of the log is in files.
      if (text.includes("redirecting log output"))
        void waitForPidFile(child, place).then((ready) => resolve({ ready, log }));
    });
    child.once("error", (error) => resolve({ ready: false, log: `${log}${error.message}` }));
    child.once("exit", () => resolve({ ready: false, log }));
  });
}

/** The last line of this file says how far the server is (PostgreSQL's miscadmin.h, `PM_STATUS_READY`). */
async function waitForPidFile(child: ChildProcess, { folder }: ServerPlace): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const text = await readFile(join(folder, "state", "data", "postmaster.pid"), "utf8").catch(() => "");
    if (/^ready *$/mu.test(text)) return true;
    await pause(50);
  }
  return false;
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  // SIGINT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
  child.kill("SIGINT");
  await ended;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server without a port.");
  return address.port;
}
