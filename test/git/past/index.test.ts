// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU9: The index that an audit answers from is damaged, old, or another account's.
//   AU17: Another account makes the folder of the index or puts a link there, so that what is written, and
//     what is removed there, lies in a folder of its choice.

import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPerson } from "../../../src/core/audit/stories.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { writeRound } from "../../../src/git/ledger/write.ts";
import { publicKeyLine } from "../../../src/git/objects/sshsig.ts";
import { readPastEntries, type Wanted } from "../../../src/git/past/index/past-entries.ts";
import { grantedEntry, revokedEntry } from "../../support/builders/ledger.ts";
import { at, git, intent, keyPair, temporaryFolder } from "../fixture.ts";

const keys = keyPair();
const publicKey = publicKeyLine(keys.publicKey);
const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };

const rounds: readonly (readonly LedgerEntry[])[] = ["alice", "bob", "carol"].flatMap((login, index) =>
  ["orders", "refunds", "org/site"].flatMap((resource) => {
    const entry = intent({
      request: `payments/${login}-${resource.replace("/", "-")}`,
      principal: `${login}.x`,
      subject: { id: 40 + index, login },
      entitlement: { provider: "db", resource, role: "readonly" },
    });
    const ended = at("16:02:00");
    return [
      [entry],
      [
        grantedEntry(entry, at("14:03:00"), ended),
        { kind: "verified", request: entry.lease.request, at: at("14:04:00") },
      ],
      [revokedEntry(entry, ended, ended)],
    ] satisfies LedgerEntry[][];
  }),
);

interface Scene {
  readonly directory: string;
  readonly tips: readonly string[];
  readonly folder: string;
}

let root = "";
let ledger: Pick<Scene, "directory" | "tips"> = { directory: "", tips: [] };

// A ledger with a commit for each round. No test changes it.
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "hallpass-index-"));
  git(root, ["init", "--quiet", "--bare"]);
  const tips: string[] = [];
  let state = emptyLedger;
  for (const entries of rounds) {
    state = applyEntries(state, entries);
    const from = tips.at(-1) ?? null;
    const signed = { privateKey: keys.privateKey, identify: async () => identity };
    const round = { from, defaultCommit: "e".repeat(40), entries, state, at: at("17:00:00") };
    tips.push((await writeRound({ directory: root }, round, signed)).trim());
  }
  ledger = { directory: root, tips };
});
afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 10 }));

const scene = (): Scene => ({ ...ledger, folder: join(temporaryFolder(), "state") });

const ask = (
  { directory, tips, folder }: Scene,
  wanted: Wanted = "all",
  { tip = tips.at(-1) ?? "", key = publicKey }: { tip?: string; key?: string } = {},
) => readPastEntries({ store: { directory }, tip, publicKey: key, folder }, wanted);

const all = rounds.flat();
/** Where the index lies. */
const placeOf = ({ folder }: Scene, nth = 0): string => join(folder, readdirSync(folder)[nth] ?? "");
const filesOf = (scene: Scene): string[] =>
  readdirSync(placeOf(scene)).map((name) => join(placeOf(scene), name));
const headOf = (scene: Scene): Buffer => readFileSync(join(placeOf(scene), "head"));

describe("the index of a ledger's entries", () => {
  it("has them all, in order, the first time and later, for this account alone", async () => {
    const made = scene();
    const first = await ask(made);
    expect(first.entries).toEqual(all);
    expect(first).toMatchObject({ began: at("17:00:00"), derived: 0 });
    const head = headOf(made);
    expect(await ask(made)).toEqual(first);
    expect(headOf(made)).toEqual(head);
    for (const file of filesOf(made)) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(placeOf(made)).mode & 0o777).toBe(0o700);
  });

  it.each([
    "db",
    "db/orders",
    "db/orders/readonly",
    "db/org/site",
    "db/org/site/readonly",
    "other",
    "db/ord",
  ])("has all that is about %s", async (resource) => {
    const { entries } = await ask(scene(), { resource });
    const isOf = (entry: LedgerEntry): boolean =>
      "entitlement" in entry && `db/${entry.entitlement.resource}/readonly/`.startsWith(`${resource}/`);
    expect(entries.filter((entry) => isOf(entry as LedgerEntry))).toEqual(all.filter(isOf));
  });

  it.each(["Alice", "40", "alice.x", "nobody"])("has all about %s", async (person) => {
    const { entries } = await ask(scene(), { person });
    const isAbout = (entry: (typeof entries)[number]): boolean =>
      entry.kind === "intent" && isPerson(person, entry.lease.subject, entry.principal);
    expect(entries.filter(isAbout)).toEqual(all.filter(isAbout));
  });

  it("is continued from a tip that the ledger continues, commit by commit", async () => {
    const made = scene();
    for (const [index, tip] of made.tips.entries()) {
      const { entries } = await ask(made, "all", { tip });
      expect(entries).toEqual(rounds.slice(0, index + 1).flat());
    }
    expect(readdirSync(made.folder)).toHaveLength(1);
  });
});

describe("AU9: the index counts only where git agrees with it", () => {
  it("is built again for a ledger that does not continue it", async () => {
    const made = scene();
    await ask(made);
    expect((await ask(made, "all", { tip: made.tips[2] ?? "" })).entries).toEqual(rounds.slice(0, 3).flat());
    expect((await ask(made)).entries).toEqual(all);
  });

  it.each<[string, (file: string) => void]>([
    ["is missing", (file) => rmSync(file)],
    ["is cut", (file) => writeFileSync(file, readFileSync(file).subarray(0, 40))],
    ["is empty", (file) => writeFileSync(file, "")],
    ["has a flipped bit", flip],
    ["could have been written by another account", (file) => chmodSync(file, 0o666)],
  ])("is built again where a file %s", async (_name, change) => {
    const made = scene();
    await ask(made);
    for (const file of filesOf(made)) {
      change(file);
      expect((await ask(made)).entries).toEqual(all);
      expect((await ask(made, { resource: "db" })).entries.length).toBeGreaterThan(20);
    }
  });

  it("is not read from a folder that others may write to, and all is read from git", async () => {
    const made = scene();
    await ask(made);
    const place = placeOf(made);
    const lie = scene();
    // A whole index, of nothing but the first commit, in the place of the other.
    await ask(lie, "all", { tip: lie.tips[0] ?? "" });
    for (const file of filesOf(lie))
      writeFileSync(join(place, file.split("/").at(-1) ?? ""), readFileSync(file));
    chmodSync(place, 0o777);
    expect((await ask(made)).entries).toEqual(all);
  });

  it("AU17: is neither written to a link nor removes what lies behind it", async () => {
    const made = scene();
    await ask(made);
    const place = placeOf(made);
    const elsewhere = mkdtempSync(join(tmpdir(), "hallpass-elsewhere-"));
    writeFileSync(join(elsewhere, "thesis"), "years of work");
    rmSync(place, { recursive: true });
    symlinkSync(elsewhere, place);
    expect((await ask(made)).entries).toEqual(all);
    expect(readdirSync(elsewhere)).toEqual(["thesis"]);
    rmSync(elsewhere, { recursive: true });
  });

  it("AU17: is not written to a folder that others may write to", async () => {
    const made = scene();
    mkdirSync(made.folder);
    chmodSync(made.folder, 0o777);
    expect((await ask(made)).entries).toEqual(all);
    expect(readdirSync(made.folder)).toEqual([]);
  });

  it("is another one for another key", async () => {
    const made = scene();
    await ask(made);
    await ask(made, "all", { key: publicKeyLine(keyPair().publicKey) });
    expect(readdirSync(made.folder)).toHaveLength(2);
  });

  it.each([
    ["where nothing can be written", true],
    ["and neither is one of it", false],
  ])("of a format that is not known is refused, %s", async (_case, isFull) => {
    const made = scene();
    await ask(made);
    if (isFull) {
      rmSync(made.folder, { recursive: true });
      writeFileSync(made.folder, "");
    }
    const tip = writeFormat(made, '{"format":99}');
    await expect(ask(made, "all", { tip })).rejects.toThrow("does not know");
    if (!isFull) expect((await ask(made)).entries).toEqual(all);
  });

  it("is done without where nothing can be written", async () => {
    const made = scene();
    writeFileSync(made.folder, "");
    expect((await ask(made)).entries).toEqual(all);
  });
});

/** A commit that follows the ledger, and gives it another format. */
function writeFormat({ directory, tips }: Scene, text: string): string {
  const blob = git(directory, ["hash-object", "-w", "--stdin"], text).trim();
  const entries = git(directory, ["ls-tree", tips.at(-1) ?? ""]).replace(
    /\S+\tformat\.json/u,
    `${blob}\tformat.json`,
  );
  const tree = git(directory, ["mktree"], `${entries.trim()}\n`).trim();
  const who = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
  return git(directory, [...who, "commit-tree", tree, "-p", tips.at(-1) ?? "", "-m", "format"]).trim();
}

function flip(file: string): void {
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
