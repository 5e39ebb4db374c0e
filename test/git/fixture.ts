import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import type { Lease } from "../../src/core/access/lease.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { Intent, LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { LedgerRound } from "../../src/core/ports/ledger.ts";
import { lease as buildLease, intentEntry } from "../support/builders/ledger.ts";

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-git-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

/** Tests that need ssh-keygen are counted as skipped where it is missing. */
export const hasOpenSsh = (): boolean => spawnSync("ssh-keygen", ["-?"]).error === undefined;

export const keyPair = () => generateKeyPairSync("ed25519");

/** Plain git as a person has it, to prepare and to cross-check. */
export function git(directory: string, args: readonly string[], input: string | Buffer = ""): string {
  const who = { GIT_AUTHOR_NAME: "Alice", GIT_AUTHOR_EMAIL: "alice@example.com" };
  const by = { GIT_COMMITTER_NAME: "Alice", GIT_COMMITTER_EMAIL: "alice@example.com" };
  const env = { PATH: process.env.PATH, HOME: devNull, GIT_CONFIG_GLOBAL: devNull, ...who, ...by };
  const stdio: "pipe"[] = ["pipe", "pipe", "pipe"];
  return execFileSync("git", args, { cwd: directory, env, input, stdio }).toString().trimEnd();
}

export interface Entry {
  readonly path: string | Buffer;
  readonly text?: string;
  readonly mode?: string;
  /** A commit elsewhere, for a submodule. */
  readonly object?: string;
}

/** A bare repository that stands for GitHub's. */
export function remoteRepository() {
  const directory = temporaryFolder();
  git(directory, ["init", "--quiet", "--bare", "--initial-branch=main"]);
  // One process a commit: the tests make many.
  const commit = (entries: readonly Entry[], parents: readonly string[] = []) =>
    git(directory, ["fast-import", "--quiet", "--force"], describeCommit(entries, parents));
  const point = (ref: string, sha: string) => git(directory, ["update-ref", ref, sha]);
  return { directory, url: pathToFileURL(directory).href, commit, point };
}

function describeCommit(entries: readonly Entry[], parents: readonly string[]): string {
  const lines = [
    "commit refs/scratch/last",
    "mark :1",
    "committer Alice <alice@example.com> 1795183200 +0000",
    "data 6\nchange",
    ...parents.map((parent, index) => `${index === 0 ? "from" : "merge"} ${parent}`),
    ...entries.map(describeChange),
    "",
    "get-mark :1",
  ];
  return `${parents.length === 0 ? "reset refs/scratch/last\n\n" : ""}${lines.join("\n")}\n`;
}

function describeChange({ path, text, mode = "100644", object }: Entry): string {
  const octal = [...Buffer.from(path)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`);
  const quoted = `"${octal.join("")}"`;
  if (object !== undefined) return `M ${mode} ${object} ${quoted}`;
  if (text === undefined) return `D ${quoted}`;
  return `M ${mode} inline ${quoted}\ndata ${Buffer.byteLength(text)}\n${text}`;
}

export const at = (clock: string): Date => new Date(`2026-11-20T${clock}Z`);

/** alice's two hours on orders. */
export const lease = (overrides: Partial<Lease> = {}): Lease =>
  buildLease({
    request: "payments/2026-11-20-alice",
    reason: "Investigate stuck refunds for INC-1234",
    startsAt: at("14:02:00"),
    endsAt: at("16:02:00"),
    ...overrides,
  });

/** The ids are PostgreSQL's. */
export const intent = (overrides: Partial<Lease> = {}, time = at("14:02:00")): Intent =>
  intentEntry(lease(overrides), {
    at: time,
    ids: { instance: "7300000000000000001", principal: "16384", entitlement: "16390" },
  });

/** A round on top of what was there. */
export const round = (
  entries: readonly LedgerEntry[],
  before: { tip: string | null; state: LedgerState } = { tip: null, state: emptyLedger },
): LedgerRound => ({
  from: before.tip,
  defaultCommit: "e".repeat(40),
  entries,
  state: applyEntries(before.state, entries),
  at: entries[0]?.at ?? at("14:02:00"),
});
