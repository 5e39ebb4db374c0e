// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU2: The audit is edited.
//   AU18: Who has the ledger's key writes a grant that nobody approved: by rules from a commit of their own,
//     or without naming policy and reviews.
//   AU19: Who has the ledger's key goes back to an older format, in which commits hold no proof.
//   AU20: Who can push past the gate makes a commit that looks like GitHub's merge, and dates it as they
//     like.
//   AU21: Who can push to the default branch writes a line that makes the ledger look rewritten.

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { parseEntries, serializeEntries } from "../../src/core/ledger/entry-document.ts";
import { applyEntries, emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { Intent, LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { LedgerRound } from "../../src/core/ports/ledger.ts";
import { writeRound } from "../../src/git/ledger/write.ts";
import { signCommit } from "../../src/git/objects/signed-commit.ts";
import { writeTree } from "../../src/git/objects/tree.ts";
import { eachLedgerCommit, type ReadCommit } from "../../src/git/past/commits.ts";
import { findReceipts } from "../../src/operations/looking-back/find-receipts.ts";
import { createLookback } from "../../src/operations/memory/lookback.ts";
import { capture } from "../commands/clone.ts";
import { git, keyPair } from "../git/fixture.ts";
import { CAROL } from "../support/builders/evidence.ts";
import { createGithubKey, type GithubKey, signLine } from "../support/github-signing.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at as repository } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { longText } from "../threats/long-request.ts";

let app: InProcess;
let root: string;
let honest: string;
let rounds: readonly ReadCommit[];

const LEDGER = "refs/remotes/origin/access-ledger";
const MAIN = "refs/remotes/origin/main";

async function grant(): Promise<string> {
  const path = requestPath();
  const { number } = await openPull(app.github, "alice", { [path]: longText() });
  await approve(app.github, "carol", number);
  await app.review(number);
  await app.reconcile();
  app.travel(61);
  await app.reconcile();
  return path;
}

/** A pull request removes its file, carol approves it, and it is written down. */
async function review(path: string): Promise<void> {
  const clone = await app.clone("alice");
  await clone.git("checkout", "--quiet", "-b", "receipt");
  await clone.git("rm", "--quiet", path);
  await clone.git("commit", "--quiet", "--message", "It has ended");
  await clone.git("push", "--quiet", "origin", "receipt");
  const pull = { ...repository, title: "It has ended", head: "receipt", base: "main" };
  const { number } = (await app.as("alice").pulls.create(pull)).data;
  await approve(app.github, "carol", number);
  await app.review(number);
  const deps = { ...app.deps, lookback: createLookback() };
  await app.reconcile(deps);
  expect(await findReceipts(deps)).toBe(1);
  expect(await findReceipts(deps)).toBe(0);
  const { entries } = await app.reconcile(deps);
  expect(entries).toMatchObject([
    {
      kind: "receipt",
      receipt: { pull: number, requests: [requestOf(path)], reviews: [{ reviewer: CAROL }] },
    },
  ]);
  // Nothing of it is found again, also after a restart.
  expect(await findReceipts({ ...app.deps, lookback: createLookback() })).toBe(0);
}

const requestOf = (path: string): string => path.replace(/^access-requests\/|\.yaml$/gu, "");

// Two requests are granted, verified again and ended, and one is reviewed after its end.
beforeAll(async () => {
  app = await startInProcess();
  root = await mkdtemp(join(tmpdir(), "hallpass-verify-"));
  const path = await grant();
  await grant();
  app.travel(21 * 3600);
  await app.reconcile();
  await review(path);
  honest = join(root, "honest.git");
  await cp(join(app.config.stateDir, "repository.git"), honest, { recursive: true });
  const commits: ReadCommit[] = [];
  const range = { from: null, to: tipOf(honest) };
  for await (const batch of eachLedgerCommit({ directory: honest }, range)) commits.push(...batch);
  rounds = commits;
}, 120_000);
afterAll(async () => {
  await app?.stop();
  await rm(root, { recursive: true, force: true, maxRetries: 10 });
});

const tipOf = (dir: string, ref = LEDGER): string => git(dir, ["rev-parse", ref]).trim();

async function verify(dir: string, ...argv: string[]) {
  // Long after the merges: a young one may wait for its entry.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 48 * 3_600_000 });
  const { code, out, err } = await capture(
    main,
    "verify",
    "--json",
    "--repository",
    dir,
    "--tolerance",
    "9999d",
    ...argv,
  );
  vi.useRealTimers();
  const answer = JSON.parse(out);
  return {
    code,
    err,
    ...answer,
    codes: [...new Set(answer.violations.map((each: { code: string }) => each.code))],
  };
}

async function copy(): Promise<string> {
  const dir = await mkdtemp(join(root, "copy-"));
  await cp(honest, dir, { recursive: true });
  return dir;
}

const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };
type Rounds = readonly Pick<LedgerRound, "entries" | "defaultCommit" | "at">[];

const honestRounds = (): Rounds =>
  rounds.map(({ entries, defaultCommit = "", at }) => ({
    entries: entries as readonly LedgerEntry[],
    defaultCommit,
    at,
  }));

/** The same ledger with other rounds, signed rightly: by somebody who has the key. */
async function forge(change: (rounds: Rounds) => Rounds, key = app.config.ledgerKey): Promise<string> {
  const dir = await copy();
  let from: string | null = null;
  let state = emptyLedger;
  for (const round of change(honestRounds())) {
    state = applyEntries(state, round.entries);
    from = (
      await writeRound(
        { directory: dir },
        { ...round, from, state },
        { privateKey: key, identify: async () => identity },
      )
    ).trim();
  }
  git(dir, ["update-ref", LEDGER, from ?? ""]);
  return dir;
}

/** The same with one kind of entry changed. */
const changing =
  <K extends LedgerEntry["kind"]>(
    kind: K,
    change: (entry: Extract<LedgerEntry, { kind: K }>) => LedgerEntry,
  ) =>
  (all: Rounds): Rounds =>
    all.map((round) => ({
      ...round,
      entries: round.entries.map((entry) =>
        entry.kind === kind ? change(entry as Extract<LedgerEntry, { kind: K }>) : entry,
      ),
    }));

const changingLease = (change: (lease: Intent["lease"]) => Partial<Intent["lease"]>) =>
  changing("intent", (entry) => ({ ...entry, lease: { ...entry.lease, ...change(entry.lease) } }));

describe("an honest history", () => {
  it("is proven, and the command says what git alone cannot prove", async () => {
    const { code, violations, grants, ends, unproven } = await verify(honest);
    expect(violations).toEqual([]);
    expect([code, grants, ends]).toEqual([0, 2, 2]);
    expect(unproven.map(({ what }: { what: string }) => what)).toEqual([
      "that reviews exist at GitHub as the ledger names them",
      "that GitHub made the merges, at the times that they name",
    ]);
  });

  it("is proven again from a commit that was verified before", async () => {
    const since = rounds.at(-2)?.sha ?? "";
    const { code, commits } = await verify(honest, "--since", since);
    expect([code, commits]).toEqual([0, 1]);
  });

  it("is proven by the default branch that --branch names", async () => {
    const dir = await copy();
    git(dir, ["update-ref", "refs/remotes/origin/trunk", MAIN]);
    git(dir, ["update-ref", "-d", MAIN]);
    const { code, err } = await capture(main, "verify", "--repository", dir);
    expect([code, err]).toEqual([3, expect.stringContaining("name the default branch")]);
    expect(await verify(dir, "--branch", "trunk")).toMatchObject({ code: 0, grants: 2, violations: [] });
  });

  it("is told to people", async () => {
    const { out } = await capture(main, "verify", "--repository", honest, "--tolerance", "9999d");
    expect(out).toMatch(/^Proven: \d+ commits of the ledger, 2 grants, \d ends?, up to [0-9a-f]{40}\.\n/u);
  });
});

describe("AU2: tampering is named", () => {
  it("a rewritten default branch", async () => {
    const dir = await copy();
    git(dir, ["update-ref", MAIN, `${MAIN}~1`]);
    expect(await verify(dir)).toMatchObject({
      code: 1,
      codes: expect.arrayContaining(["BRANCH_REWRITTEN", "MERGE_MISSING"]),
    });
  });

  it("a rewritten ledger, by who has its key", async () => {
    const dir = await forge((all) =>
      all.map((round) => ({ ...round, at: new Date(round.at.getTime() + 1000) })),
    );
    expect(await verify(dir)).toMatchObject({ code: 1, codes: ["LEDGER_REWRITTEN"] });
    const kept = rounds.at(-1)?.sha ?? "";
    expect((await verify(dir, "--since", kept)).codes).toContain("LEDGER_REWRITTEN");
  });

  it("a forged commit in the App's name", async () => {
    const dir = await copy();
    const forged = git(dir, [
      "-c",
      "user.name=hallpass[bot]",
      "-c",
      "user.email=hallpass@example.com",
      "commit-tree",
      `${LEDGER}^{tree}`,
      "-p",
      LEDGER,
      "-m",
      "grant",
    ]).trim();
    git(dir, ["update-ref", LEDGER, forged]);
    expect(await verify(dir)).toMatchObject({ code: 1, codes: ["LEDGER_UNTRUSTED"] });
  });

  it("a signature by another key", async () => {
    const dir = await copy();
    const draft = {
      tree: tipOf(dir, `${LEDGER}^{tree}`),
      parent: tipOf(dir),
      identity,
      at: new Date(),
      message: "x\n",
    };
    const sha = git(
      dir,
      ["hash-object", "-w", "-t", "commit", "--stdin"],
      signCommit(draft, keyPair().privateKey),
    ).trim();
    git(dir, ["update-ref", LEDGER, sha]);
    expect(await verify(dir)).toMatchObject({ code: 1, codes: ["LEDGER_UNTRUSTED"] });
  });

  it("a state that the entries do not lead to", async () => {
    const dir = await copy();
    const path = git(dir, ["ls-tree", "-r", "--name-only", LEDGER, "holdings/"]).split("\n")[0] ?? "";
    const text = git(dir, ["show", `${LEDGER}:${path}`]).replace('"held": "yes"', '"held": "no"');
    const tree = await writeTree({ directory: dir }, tipOf(dir), [{ path, text }]);
    const draft = { tree, parent: tipOf(dir, `${LEDGER}~1`), identity, at: new Date(), message: "x\n" };
    const sha = git(
      dir,
      ["hash-object", "-w", "-t", "commit", "--stdin"],
      signCommit(draft, app.config.ledgerKey),
    ).trim();
    git(dir, ["update-ref", LEDGER, sha]);
    expect(await verify(dir)).toMatchObject({ code: 1, codes: expect.arrayContaining(["STATE_FORGED"]) });
  });

  it.each<[string, (all: Rounds) => Rounds, string[]]>([
    [
      "a changed approver",
      changingLease(() => ({ approvers: [{ id: 1005, login: "erin" }] })),
      ["REVIEW_MISMATCH", "APPROVER_NOT_OWNER"],
    ],
    [
      "an approval by the requester",
      changingLease(({ subject }) => ({ approvers: [subject] })),
      ["APPROVER_BARRED"],
    ],
    ["no approval", changingLease(() => ({ approvers: [] })), ["TOO_FEW_APPROVALS"]],
    [
      "another policy",
      changingLease(({ policy }) => ({ ...(policy && { policy: { ...policy, blob: "a".repeat(40) } }) })),
      ["POLICY_CHANGED"],
    ],
    [
      "a longer lease",
      changingLease(({ endsAt }) => ({ endsAt: new Date(endsAt.getTime() + 72 * 3_600_000) })),
      ["TERMS_CHANGED", "POLICY_EXCEEDED"],
    ],
    [
      "another merge",
      changing("intent", (entry) => ({ ...entry, proof: { ...entry.proof, merge: "b".repeat(40) } })),
      ["MERGE_MISSING"],
    ],
    [
      "other content",
      changing("intent", (entry) => ({ ...entry, proof: { ...entry.proof, blob: "c".repeat(40) } })),
      ["CONTENT_CHANGED"],
    ],
    [
      "rules that nobody adopted",
      changing("adopted", (entry) => ({
        ...entry,
        adoption: { ...entry.adoption, ids: { ...entry.adoption.ids, policies: "d".repeat(40) } },
      })),
      ["RULES_NOT_ADOPTED"],
    ],
    [
      "an entry from the future",
      changing("granted", (entry) => ({ ...entry, at: new Date(entry.at.getTime() + 3_600_000) })),
      ["ENTRY_FROM_FUTURE"],
    ],
    [
      "another CODEOWNERS",
      changing("intent", (entry) => ({ ...entry, proof: { ...entry.proof, codeowners: "e".repeat(40) } })),
      ["RULES_NOT_ADOPTED"],
    ],
    [
      "a receipt of another merge",
      changing("receipt", (entry) => ({ ...entry, receipt: { ...entry.receipt, merge: "b".repeat(40) } })),
      ["MERGE_MISSING"],
    ],
    [
      "a receipt of a request that was not removed",
      changing("receipt", (entry) => ({ ...entry, receipt: { ...entry.receipt, requests: ["payments/x"] } })),
      ["RECEIPT_MISMATCH"],
    ],
    ["a missing record", withoutSecond, ["UNRECORDED"]],
    [
      "a grant from before its merge",
      changing("intent", (entry) => ({ ...entry, at: new Date(entry.at.getTime() - 86_400_000) })),
      ["TIME_REVERSED"],
    ],
  ])("%s, by who has the ledger's key", async (_name, change, codes) => {
    const found = await verify(await forge(change));
    expect(found.code).toBe(1);
    expect(found.codes).toEqual(expect.arrayContaining(codes));
  });

  it("a commit of the ledger that is dated before the one it follows is counted, and no violation", async () => {
    const { violations, unproven } = await verify(
      await forge((all) =>
        all.map((round, index) =>
          index === all.length - 1 ? { ...round, at: new Date(round.at.getTime() - 86_400_000) } : round,
        ),
      ),
    );
    expect(violations.map(({ code }: { code: string }) => code)).not.toContain("TIME_REVERSED");
    expect(unproven).toContainEqual(
      expect.objectContaining({
        what: expect.stringContaining("dated before the one they follow"),
        count: 1,
      }),
    );
  });

  it.each<[string, (all: Rounds) => Rounds, string[]]>([
    [
      "rules of a commit that is not on the default branch",
      changingLease(({ policy }) => ({ ...(policy && { policy: { ...policy, commit: "a".repeat(40) } }) })),
      ["BRANCH_REWRITTEN"],
    ],
    [
      "no policy, from the first grant on",
      changing("intent", (entry) => {
        const { policy: _, ...lease } = entry.lease;
        return { ...entry, lease };
      }),
      ["POLICY_CHANGED"],
    ],
    [
      "no reviews, from the first grant on",
      changing("intent", (entry) => {
        const { reviews: _, ...proof } = entry.proof;
        return { ...entry, proof };
      }),
      ["REVIEW_MISMATCH"],
    ],
    [
      "no CODEOWNERS file, from the first grant on",
      changing("intent", (entry) => {
        const { codeowners: _, ...proof } = entry.proof;
        return { ...entry, proof };
      }),
      ["RULES_NOT_ADOPTED"],
    ],
  ])("AU18: %s, by who has the ledger's key", async (_name, change, codes) => {
    const found = await verify(await forge(change));
    expect(found.codes).toEqual(expect.arrayContaining(codes));
  });

  it.each([
    ["without format.json", [["format.json"]], "format.json"],
    ["without entries", [["entries.jsonl"]], "entries.jsonl"],
    ["without format.json and entries", [["format.json", "entries.jsonl"]], "entries.jsonl"],
    ["without entries, and then without format.json", [["entries.jsonl"], ["format.json"]], "entries.jsonl"],
  ])("AU19: a commit of an older format, after one of format 2: %s", async (_name, steps, named) => {
    const dir = await copy();
    const commits: string[] = [];
    for (const gone of steps) commits.push(await appendWithout(dir, gone));
    const { code, violations } = await verify(dir);
    expect(code).toBe(1);
    for (const commit of commits)
      expect(violations).toContainEqual({
        code: "STATE_FORGED",
        says: `${named} is gone: the ledger never goes back to an older format`,
        commit,
      });
  });

  it("AU21: a false line about the ledger in a direct push accuses its author, and not the App", async () => {
    const dir = await copy();
    const message = `Tidy\n\nHallpass-Ledger: ${"a".repeat(40)}\n`;
    const sha = git(dir, ["commit-tree", `${MAIN}^{tree}`, "-p", MAIN, "-m", message]).trim();
    git(dir, ["update-ref", MAIN, sha]);
    const { violations } = await verify(dir);
    expect(violations).toMatchObject([
      { code: "LEDGER_CLAIMED", commit: sha, says: expect.stringContaining("by Alice") },
    ]);
  });

  it.each<[string, (all: Rounds) => Rounds, string]>([
    ["two entries swapped", (all) => swap(all, "intent", "granted"), "ENTRY_IMPOSSIBLE"],
    ["a record out of order", (all) => swap(all, "granted", "revoked"), "STATE_FORGED"],
  ])("%s", async (_name, change, code) => {
    const dir = await copy();
    const all = change(honestRounds());
    let parent: string | null = null;
    for (const [index, { entries, at }] of all.entries()) {
      const text = serializeEntries(entries);
      const tree = await writeTree({ directory: dir }, rounds[index]?.sha ?? "", [
        { path: "entries.jsonl", text },
      ]);
      const bytes = signCommit({ tree, parent, identity, at, message: "x\n" }, app.config.ledgerKey);
      parent = git(dir, ["hash-object", "-w", "-t", "commit", "--stdin"], bytes).trim();
    }
    git(dir, ["update-ref", LEDGER, parent ?? ""]);
    expect(await verify(dir)).toMatchObject({ code: 1, codes: expect.arrayContaining([code]) });
  });

  it("an end that ran over", async () => {
    const { out, code } = await capture(
      main,
      "verify",
      "--json",
      "--repository",
      honest,
      "--tolerance",
      "1s",
    );
    expect(code).toBe(1);
    // Both, where both were merged within one second.
    const codes = JSON.parse(out).violations.map(({ code: each }: { code: string }) => each);
    expect([...new Set(codes)]).toEqual(["RAN_OVER"]);
  });
});

describe("GitHub's signatures of merges", () => {
  const BORN = new Date("2020-01-01T00:00:00Z");

  /** The honest history, with a default branch whose commits GitHub signed. */
  async function signed(keyOf: (index: number) => GithubKey | undefined): Promise<string> {
    const dir = await copy();
    const ids = await signLine(dir, MAIN, (_sha, index) => keyOf(index));
    const renew = (text: string): string => text.replace(/[0-9a-f]{40}/gu, (id) => ids.get(id) ?? id);
    const ledger = await forge((all) =>
      all.map(({ entries, defaultCommit, at }) => ({
        entries: parseEntries(renew(serializeEntries(entries))) as readonly LedgerEntry[],
        defaultCommit: renew(defaultCommit),
        at,
      })),
    );
    git(dir, ["fetch", "--quiet", ledger, `+${LEDGER}:${LEDGER}`]);
    return dir;
  }

  async function keyFile(...keys: readonly GithubKey[]): Promise<string> {
    const path = join(await mkdtemp(join(root, "keys-")), "web-flow.gpg");
    await writeFile(path, keys.map(({ armored }) => armored).join("\n"));
    return path;
  }

  it("AU20: are proven with GitHub's keys, and every merge without one is named", async () => {
    const [key, other] = await Promise.all([createGithubKey(BORN), createGithubKey(BORN)]);
    const dir = await signed(() => key);
    const proven = await verify(dir, "--github-keys", await keyFile(other, key));
    expect(proven.violations).toEqual([]);
    expect(proven.unproven.map(({ what }: { what: string }) => what)).toEqual([
      "that reviews exist at GitHub as the ledger names them",
    ]);
    const strange = await verify(dir, "--github-keys", await keyFile(other));
    expect(strange).toMatchObject({ code: 1, codes: ["MERGE_UNSIGNED"] });
    // Two grants and a receipt.
    expect(strange.violations).toHaveLength(3);
    expect(strange.violations[0].says).toContain("by another key");
    const plain = await verify(honest, "--github-keys", await keyFile(key));
    expect(plain.violations).toMatchObject(
      Array.from({ length: 3 }, () => ({
        code: "MERGE_UNSIGNED",
        says: "the merge is not signed by GitHub: it has no signature",
      })),
    );
  }, 60_000);

  it("need a file of keys", async () => {
    const answer = await capture(
      main,
      "verify",
      "--repository",
      honest,
      "--github-keys",
      join(honest, "HEAD"),
    );
    expect(answer).toMatchObject({ code: 2, err: expect.stringContaining("has no OpenPGP key. Fetch it") });
  });
});

/** Without anything about the request that was granted last. */
/** Adds a commit to the ledger that takes files away, signed with its key. */
async function appendWithout(dir: string, gone: readonly string[]): Promise<string> {
  const files = gone.map((path) => ({ path, text: undefined }));
  const tree = await writeTree({ directory: dir }, tipOf(dir), files);
  const draft = { tree, parent: tipOf(dir), identity, at: new Date(), message: "x\n" };
  const bytes = signCommit(draft, app.config.ledgerKey);
  const sha = git(dir, ["hash-object", "-w", "-t", "commit", "--stdin"], bytes).trim();
  git(dir, ["update-ref", LEDGER, sha]);
  return sha;
}

function withoutSecond(all: Rounds): Rounds {
  const last = all.flatMap(({ entries }) => entries).findLast((entry) => entry.kind === "intent");
  if (last?.kind !== "intent") throw new Error("Nothing was granted.");
  const { request } = last.lease;
  const isAbout = (entry: LedgerEntry): boolean =>
    ("request" in entry && entry.request === request) ||
    (entry.kind === "intent" && entry.lease.request === request);
  return all
    .map((round) => ({ ...round, entries: round.entries.filter((entry) => !isAbout(entry)) }))
    .filter(({ entries }) => entries.length > 0);
}

function swap(all: Rounds, a: LedgerEntry["kind"], b: LedgerEntry["kind"]): Rounds {
  const [first, second] = [a, b].map((kind) =>
    all.findIndex(({ entries }) => entries.some((entry) => entry.kind === kind)),
  );
  return all.map((round, index) => {
    const other = index === first ? second : index === second ? first : index;
    return { ...round, entries: all[other ?? index]?.entries ?? [] };
  });
}
