// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU2: The audit is edited.

import { beforeEach, describe, expect, it } from "vitest";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { listChangedFiles } from "../../../src/git/ledger/files.ts";
import { wholeLedger } from "../../../src/git/ledger/tree.ts";
import { writeRound } from "../../../src/git/ledger/write.ts";
import { signCommit } from "../../../src/git/objects/signed-commit.ts";
import { type TreeChange, writeTree } from "../../../src/git/objects/tree.ts";
import { replayLedger } from "../../../src/git/past/replay.ts";
import { grantedEntry } from "../../support/builders/ledger.ts";
import { at, git, intent, keyPair, temporaryFolder } from "../fixture.ts";

const { privateKey } = keyPair();
const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };
const DAY = "2026/11/20.md";

let directory: string;
let tip: string | null;
let state: LedgerState;

beforeEach(() => {
  directory = temporaryFolder();
  git(directory, ["init", "--quiet", "--bare"]);
  tip = null;
  state = emptyLedger;
});

const grant = (login: string): LedgerEntry[] => {
  const entry = intent({ principal: login, subject: { id: 1, login }, request: `payments/${login}` });
  return [entry, grantedEntry(entry.lease, at("14:02:05"), entry.lease.endsAt)];
};

async function write(entries: readonly LedgerEntry[]): Promise<string> {
  state = applyEntries(state, entries);
  const round = { from: tip, defaultCommit: "e".repeat(40), entries, state, at: at("17:00:00") };
  // Another store each time: nothing is remembered, as after a restart.
  tip = await writeRound({ directory }, round, { privateKey, identify: async () => identity });
  return tip;
}

/** A commit with these files, as they are. */
async function writeFiles(files: readonly TreeChange[]): Promise<string> {
  const tree = await writeTree({ directory }, tip, files);
  const bytes = signCommit({ tree, parent: tip, identity, at: at("17:00:00"), message: "x\n" }, privateKey);
  tip = git(directory, ["hash-object", "-w", "-t", "commit", "--stdin"], bytes);
  return tip;
}

/** As a version from before there were pages wrote it. */
function writeOld(entries: readonly LedgerEntry[]): Promise<string> {
  state = applyEntries(state, entries);
  return writeFiles(listChangedFiles(entries, state));
}

async function replay(from: string | null = null): Promise<string[]> {
  const found: string[] = [];
  for await (const { violations } of replayLedger({ directory }, { from, to: tip ?? "" }))
    found.push(...violations.map(({ code, says }) => `${code} ${says.split(" ")[0]}`));
  return found;
}

const listed = (sha: string): string[] =>
  git(directory, ["ls-tree", "-r", "--name-only", sha])
    .split("\n")
    .filter((path) => path.endsWith(".md"));

describe("the pages of a ledger", () => {
  it("are written with the state, are no part of it, and are proven by a replay", async () => {
    const first = await write(grant("alice"));
    await write(grant("bob"));
    expect(listed(tip ?? "")).toEqual([
      DAY,
      "README.md",
      "people/alice.md",
      "people/bob.md",
      "resources/orders-db/orders.md",
    ]);
    expect(git(directory, ["show", `${tip}:${DAY}`]).match(/^- /gmu)).toHaveLength(4);
    expect(await wholeLedger.readAt({ directory }, tip ?? "")).toEqual(state);
    expect(await replay()).toEqual([]);
    expect(await replay(first)).toEqual([]);
  });

  it("begin with the first commit after the update: what is older has none", async () => {
    await writeOld(grant("alice"));
    await writeOld(grant("bob"));
    expect(await replay()).toEqual([]);
    const last = tip;
    await write([{ kind: "closed", at: at("15:00:00"), pull: 13, codes: [] }]);
    expect(listed(tip ?? "")).toContain("people/alice.md");
    expect(await replay()).toEqual([]);
    expect(await replay(last)).toEqual([]);
  });
});

describe("AU2: a page that lies is named", () => {
  const entries = grant("bob");
  const files = (): TreeChange[] => listChangedFiles(entries, applyEntries(state, entries));

  beforeEach(async () => {
    await write(grant("alice"));
  });

  it.each<[string, (honest: Map<string, string | undefined>) => void, string]>([
    ["another text", (pages) => pages.set("README.md", "# Nobody\n"), "PAGE_FORGED README.md"],
    ["a day's earlier line is gone", (pages) => pages.set(DAY, "# 2026-11-20\n"), `PAGE_FORGED ${DAY}`],
    ["a page is missing", (pages) => pages.delete("people/bob.md"), "PAGE_FORGED people/bob.md"],
    ["a page is left as it was", (pages) => pages.delete("README.md"), "PAGE_FORGED README.md"],
    ["a page is removed", (pages) => pages.set("README.md", undefined), "PAGE_FORGED README.md"],
    ["a page of nobody", (pages) => pages.set("people/mallory.md", "x"), "PAGE_FORGED people/mallory.md"],
  ])("%s", async (_name, change, violation) => {
    const before = { tip, state };
    await write(entries);
    const pages = new Map<string, string | undefined>(
      listed(tip ?? "").map((path) => [path, `${git(directory, ["show", `${tip}:${path}`])}\n`]),
    );
    pages.delete("people/alice.md");
    ({ tip, state } = before);
    change(pages);
    await writeFiles([...files(), ...[...pages].map(([path, text]) => ({ path, text }))]);
    expect(await replay()).toEqual([violation]);
    // What comes after an honest page upon it is not named.
    state = applyEntries(state, entries);
    await write(grant("carol"));
    expect(await replay()).toEqual([violation]);
  });

  it("has no place for other files beside the pages", async () => {
    await writeFiles([...files(), { path: "people/x/y.md", text: "x" }]);
    await expect(wholeLedger.readAt({ directory }, tip ?? "")).rejects.toThrow(
      "no place for the file people/x/y.md",
    );
  });
});
