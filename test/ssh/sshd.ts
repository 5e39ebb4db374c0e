import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { endProcess, findFreePort } from "../support/server-process.ts";
import { until } from "../support/until.ts";
import { SSHD } from "./servers.ts";

/** A folder for keys and servers of a test. */
export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-sshd-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }) };
}

/** Makes a key pair and returns the line of its public half. */
export function makeKey(file: string, comment = ""): string {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file]);
  return readFileSync(`${file}.pub`, "utf8").trim();
}

export interface Sshd {
  readonly port: number;
  /** The account that people log in to: the one that runs the test, because sshd without privileges can log in nobody else. */
  readonly login: string;
  readonly knownHosts: string;
  log(): string;
  stop(): Promise<void>;
}

export interface SshdOptions {
  readonly folder: string;
  readonly caFile: string;
  readonly krl: string;
  /** The names that a certificate may have for the login. */
  readonly principals: readonly string[];
  /** Instead of none: a file that the holder can write. */
  readonly authorizedKeys?: string;
}

/** Debian's sshd on a free port of this machine, set up as docs/providers/ssh.md says. */
export async function startSshd({
  folder,
  caFile,
  krl,
  principals,
  authorizedKeys = "none",
}: SshdOptions): Promise<Sshd> {
  const login = userInfo().username;
  // As root, sshd wants the folder that its service would make.
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const hostKey = join(folder, "host-key");
  const publicKey = makeKey(hostKey);
  const port = await findFreePort();
  writeFileSync(join(folder, "known-hosts"), `[127.0.0.1]:${port} ${publicKey}\n`);
  writeFileSync(join(folder, "principals"), principals.map((name) => `${name}\n`).join(""));
  const file = join(folder, "sshd_config");
  writeFileSync(
    file,
    `ListenAddress 127.0.0.1
Port ${port}
HostKey ${hostKey}
PidFile none
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
LogLevel VERBOSE
TrustedUserCAKeys ${caFile}
AuthorizedPrincipalsFile ${join(folder, "principals")}
AuthorizedKeysFile ${authorizedKeys}
RevokedKeys ${krl}
PermitUserRC no
Subsystem sftp internal-sftp
`,
  );
  const server = spawn(SSHD, ["-D", "-e", "-f", file], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr.on("data", (chunk: Buffer) => {
    log += chunk;
  });
  await until(
    "sshd listens",
    async () => log,
    (text) => text.includes(`port ${port}`),
    { story: () => log },
  );
  return {
    ...{ port, login, knownHosts: join(folder, "known-hosts"), log: () => log },
    stop: () => endProcess(server),
  };
}

/** What a person has: a private key, and maybe a certificate. */
export interface Keys {
  readonly identity: string;
  readonly certificate?: string;
}

/** The words of a command line of ssh, without anything of this machine's configuration. */
export const sshArgs = (
  { port, login, knownHosts }: Sshd,
  { identity, certificate }: Keys,
  options: readonly string[] = [],
): string[] => [
  ...["-F", "none", "-T", "-p", String(port), "-i", identity, "-o", "IdentitiesOnly=yes"],
  ...["-o", "BatchMode=yes", "-o", `UserKnownHostsFile=${knownHosts}`, "-o", "IdentityAgent=none"],
  ...["-o", "LogLevel=ERROR", "-o", "ConnectTimeout=10"],
  ...(certificate === undefined ? [] : ["-o", `CertificateFile=${certificate}`]),
  ...options,
  `${login}@127.0.0.1`,
];

/** Logs in, runs a command there, and returns its output; undefined where sshd refuses the login. */
export const logIn = (
  sshd: Sshd,
  keys: Keys,
  command: string,
  options: readonly string[] = [],
): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const child = execFile("ssh", [...sshArgs(sshd, keys, options), command], (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (stderr.includes("Permission denied (publickey)")) resolve(undefined);
      else reject(new Error(`ssh ended with ${error.code}: ${stderr}\n${sshd.log().slice(-2000)}`));
    });
    child.stdin?.end();
  });

/** A session that answers each line. */
export interface OpenSession {
  isAlive(): Promise<boolean>;
  close(): Promise<void>;
}

export async function openSession(sshd: Sshd, keys: Keys): Promise<OpenSession> {
  const child = spawn("ssh", [...sshArgs(sshd, keys), "cat"], { stdio: ["pipe", "pipe", "pipe"] });
  let heard = "";
  let sent = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    heard += chunk;
  });
  child.stdin.on("error", () => {});
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const isAlive = async (): Promise<boolean> => {
    if (isOver()) return false;
    const line = `line ${++sent}\n`;
    child.stdin.write(line);
    await until("an answer or the end", async () => isOver() || heard.includes(line), Boolean);
    return heard.includes(line);
  };
  return {
    isAlive,
    async close() {
      await endProcess(child);
    },
  };
}
