import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { LedgerCommit } from "../../../src/core/audit/ledger-commit.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { gitLedger } from "../../../src/git/ledger/ledger.ts";
import { eachLedgerCommit } from "../../../src/git/past/commits.ts";
import type { LedgerRange } from "../../../src/git/past/list.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { grantedEntry, revokedEntry } from "../../support/builders/ledger.ts";
import { at, git, intent, keyPair, remoteRepository, round, temporaryFolder } from "../fixture.ts";

async function read(directory: string, range: LedgerRange): Promise<LedgerCommit[]> {
  const commits: LedgerCommit[] = [];
  for await (const batch of eachLedgerCommit({ directory }, range)) commits.push(...batch);
  return commits;
}

const alice = intent({ request: "payments/a" });
const bob = intent({ request: "payments/b", principal: "bob" });
const rounds: readonly (readonly LedgerEntry[])[] = [
  [alice, bob],
  [grantedEntry(alice, at("14:03:00"), alice.lease.endsAt)],
  [
    { kind: "observed", team: { id: 1, slug: "leads" }, members: [], first: true, at: at("14:03:30") },
    {
      kind: "refused",
      refusal: {
        path: "access-requests/payments/x.yaml",
        blob: "f".repeat(40),
        codes: ["PATH_INVALID"],
        at: at("14:04:00"),
      },
      at: at("14:04:00"),
    },
  ],
  [
    {
      kind: "ended",
      request: "payments/a",
      because: "command",
      by: { id: 1, login: "alice" },
      at: at("14:05:00"),
    },
  ],
  [revokedEntry(alice, at("14:05:01"), at("14:05:00"), { because: "command" })],
];

async function writeLedger() {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "hello\n" }]));
  const access = { url: remote.url, token: async () => undefined, allowFile: true };
  const dir = temporaryFolder();
  const repository = await gitRepository({ ...access, dir, defaultBranch: "main" });
  await repository.fetch();
  const { privateKey } = keyPair();
  const identify = async () => ({ name: "hallpass[bot]", email: "hallpass@example.com" });
  const ledger = gitLedger({ ...access, dir, privateKey, identify });
  const tips: string[] = [];
  for (const entries of rounds) {
    const { tip, state } = await ledger.read();
    const appended = await ledger.append(round(entries, { tip, state }));
    if (appended === "behind") throw new Error("Nobody else writes.");
    tips.push(appended.tip);
  }
  return { dir, tips, tip: tips.at(-1) ?? "" };
}

describe("the ledger's commits", () => {
  it("hold their own entries, whole and in order", async () => {
    const { dir, tip, tips } = await writeLedger();
    const commits = await read(dir, { from: null, to: tip });
    expect(commits.map(({ sha }) => sha)).toEqual(tips);
    expect(commits.map(({ entries }) => entries)).toEqual(rounds);
    expect(commits.map(({ defaultCommit }) => defaultCommit)).toEqual(rounds.map(() => "e".repeat(40)));
    expect(commits.some(({ derived }) => derived)).toBe(false);
  });

  it("are read from any of them on", async () => {
    const { dir, tip, tips } = await writeLedger();
    const later = await read(dir, { from: tips[1] ?? null, to: tip });
    expect(later.map(({ entries }) => entries)).toEqual(rounds.slice(2));
    expect(await read(dir, { from: tip, to: tip })).toEqual([]);
  });

  it("are an error where the clone does not have them", async () => {
    const { dir } = await writeLedger();
    await expect(read(dir, { from: null, to: "1".repeat(40) })).rejects.toThrow();
  });

  it("from before entries were kept are told by the state that they changed", async () => {
    const bundle = fileURLToPath(new URL("../ledger/older/0.1.0.bundle", import.meta.url));
    const dir = join(temporaryFolder(), "older.git");
    execFileSync("git", ["clone", "--quiet", "--bare", bundle, dir]);
    const to = git(dir, ["rev-parse", "access-ledger"]).trim();
    const commits = await read(dir, { from: null, to });
    expect(commits.every(({ derived }) => derived)).toBe(true);
    const kinds = commits.map(({ entries }) => entries.map(({ kind }) => kind).join(" "));
    // The messages of those commits say the same.
    const subjects = git(dir, ["log", "--reverse", "--format=%s", to]).trim().split("\n");
    expect(kinds).toEqual(subjects.map(kindOf));
  });
});

const kindOf = (subject: string): string => {
  if (subject.startsWith("adopt") || subject.startsWith("observe")) return "adopted";
  if (subject.startsWith("intend")) return "intent";
  return subject.startsWith("grant") ? "granted" : "revoked";
};
