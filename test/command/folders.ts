import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Session } from "../../src/conformance/index.ts";

/** Whether POSIX ACLs are here. Where they are not, the tests on them are missing and a test that says so counts as skipped. */
export function hasAcl(): boolean {
  const file = "/usr/bin/setfacl";
  it.runIf(existsSync(file) || process.env.CI !== undefined)("acl from Debian is installed", () =>
    expect(existsSync(file)).toBe(true),
  );
  return existsSync(file);
}

/** Folders of documents on this machine, which people may read by an entry in the folder's access control list. */
export interface Folders {
  readonly passwd: string;
  readonly top: string;
  readonly lock: string;
  readonly folder: string;
  give(principal: string): void;
  take(principal: string): void;
  rename(from: string, to: string): void;
  removeAccount(principal: string): void;
  removeFolder(): void;
  /** Whether the person reads the document in the folder. Only root can try it as somebody else. */
  canRead(principal: string): boolean;
  /** The person opens the document and keeps it open. */
  openDocument(principal: string): Promise<Session>;
  /** The person keeps a lock on the folder, until the returned function is called. */
  lockFolder(principal: string): Promise<() => Promise<void>>;
  remove(): void;
}

/** One folder, `minutes`, that nobody but its owner may enter. The accounts are those of a file of its own: none is made on this machine. */
export function makeFolders(people: readonly string[]): Folders {
  const base = mkdtempSync(join(tmpdir(), "hallpass-folders-"));
  const passwd = join(base, "passwd");
  const lock = join(base, "lock");
  const top = join(base, "folders");
  const folder = join(top, "minutes");
  mkdirSync(folder, { recursive: true });
  writeFileSync(lock, "", { mode: 0o600 });
  writeFileSync(join(folder, "board.txt"), "We meet on Monday.\n", { mode: 0o644 });
  for (const [path, mode] of [
    [base, "711"],
    [top, "711"],
    [folder, "750"],
  ] as const)
    execFileSync("chmod", [mode, path]);
  const uids = new Map(people.map((name, index) => [name, 61_001 + index]));
  const uidOf = (name: string): number => uids.get(name) ?? 61_999;
  const writePasswd = (): void => {
    const lines = [...uids].map(([name, uid]) => `${name}:x:${uid}:${uid}::/:/bin/false\n`);
    writeFileSync(passwd, `root:x:0:0::/:/bin/sh\n${lines.join("")}`);
  };
  writePasswd();
  const asPerson = (name: string) => ({ uid: uidOf(name), gid: uidOf(name), cwd: "/" });
  const change = (...words: readonly string[]): void =>
    void execFileSync("flock", [lock, "setfacl", ...words, folder]);
  return {
    ...{ passwd, top, lock, folder },
    give: (name) => change("-n", "-m", `user:${uidOf(name)}:r-x`),
    take: (name) => change("-n", "-x", `user:${uidOf(name)}`),
    rename(from, to) {
      const uid = uidOf(from);
      uids.delete(from);
      uids.set(to, uid);
      writePasswd();
    },
    removeAccount(name) {
      uids.delete(name);
      writePasswd();
    },
    removeFolder: () => rmSync(folder, { recursive: true }),
    canRead: (name) => spawnSync("cat", [join(folder, "board.txt")], asPerson(name)).status === 0,
    async openDocument(name) {
      const reader = spawn("tail", ["-f", join(folder, "board.txt")], asPerson(name));
      await once(reader.stdout, "data");
      return {
        isAlive: async () => reader.exitCode === null && reader.signalCode === null,
        async close() {
          reader.kill("SIGKILL");
          await once(reader, "exit");
        },
      };
    },
    async lockFolder(name) {
      const locker = spawn("flock", [folder, "sh", "-c", "echo locked; exec sleep 60"], asPerson(name));
      await once(locker.stdout, "data");
      return async () => {
        locker.kill("SIGKILL");
        await once(locker, "exit");
      };
    },
    remove: () => rmSync(base, { recursive: true }),
  };
}
