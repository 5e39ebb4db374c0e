import { describe, expect, it, vi } from "vitest";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { findByRequest } from "../../../src/core/ledger/ledger-index.ts";
import { gitLedger, openHoldings, openLedger } from "../../../src/git/ledger/ledger.ts";
import { signCommit } from "../../../src/git/objects/signed-commit.ts";
import { publicKeyLine, readPublicKey } from "../../../src/git/objects/sshsig.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { at, git, intent, keyPair, remoteRepository, round, temporaryFolder } from "../fixture.ts";

const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };
const branch = "refs/heads/access-ledger";

/** A ledger of so many holdings, read once by the app. */
async function scene(size: number) {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "hello\n" }]));
  const { privateKey, publicKey } = keyPair();
  const dir = temporaryFolder();
  const access = { url: remote.url, token: async () => undefined, allowFile: true };
  const repository = await gitRepository({ ...access, dir, defaultBranch: "main" });
  await repository.fetch();
  const ledger = gitLedger({ ...access, dir, privateKey, identify: async () => identity });
  const intents = Array.from({ length: size }, (_, index) => grantOf(index));
  await ledger.append(round(intents));
  const { tip, state } = await ledger.read();
  return { remote, repository, ledger, privateKey, publicKey: publicKeyLine(publicKey), tip, state };
}

const grantOf = (index: number) => intent({ request: `payments/r${index}`, principal: `u${index}` });

async function countParses(read: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(JSON, "parse");
  try {
    await read();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

/** A signed commit with another tree, as the app of a later version may write one. */
function commitTree(
  { remote, privateKey }: Pick<Awaited<ReturnType<typeof scene>>, "remote" | "privateKey">,
  change: (listing: string[]) => string[],
): string {
  const { directory, point } = remote;
  const parent = git(directory, ["rev-parse", branch]);
  const lines = git(directory, ["ls-tree", "-r", parent]).split("\n");
  const tree = writeNested(directory, change(lines));
  const bytes = signCommit({ tree, parent, identity, at: at("15:00:00"), message: "x\n" }, privateKey);
  const sha = git(directory, ["hash-object", "-t", "commit", "-w", "--stdin"], bytes);
  point(branch, sha);
  return sha;
}

function writeNested(directory: string, lines: readonly string[]): string {
  const folders = new Map<string, string[]>();
  const own: string[] = [];
  for (const line of lines) {
    const [meta = "", path = ""] = line.split("\t");
    const [first = "", ...rest] = path.split("/");
    if (rest.length === 0) own.push(line);
    else folders.set(first, [...(folders.get(first) ?? []), `${meta}\t${rest.join("/")}`]);
  }
  const trees = [...folders].map(
    ([name, inside]) => `040000 tree ${writeNested(directory, inside)}\t${name}`,
  );
  return git(directory, ["mktree"], [...own, ...trees].map((line) => `${line}\n`).join(""));
}

describe("A ledger that grows", () => {
  // 300 files changed at once are more than are read one by one.
  it.each([1, 5, 300])("is read again in the %i files that changed, and no others", async (changed) => {
    const { ledger, tip, state } = await scene(40);
    const entries: LedgerEntry[] = Array.from({ length: changed }, (_, index) => grantOf(100 + index));
    const after = applyEntries(state, entries);
    const next = { ...round(entries), from: tip, state: after };
    const appended = await ledger.append(next);
    let view: Awaited<ReturnType<typeof ledger.read>> | undefined;
    // A holding and a used request each.
    expect(await countParses(async () => (view = await ledger.read()))).toBe(2 * changed);
    expect(appended).toEqual({ tip: view?.tip });
    expect({ ...view?.state, holdings: new Map(view?.state.holdings) }).toEqual({
      ...after,
      holdings: new Map(after.holdings),
    });
    expect(await countParses(() => ledger.read())).toBe(0);
  });

  it("is found by request also where it was read in parts", async () => {
    const { ledger, tip, state } = await scene(3);
    expect(findByRequest(state.holdings, "payments/r1")).toHaveLength(1);
    const entries = [grantOf(7)];
    await ledger.append({ ...round(entries), from: tip, state: applyEntries(state, entries) });
    const { holdings } = (await ledger.read()).state;
    expect(findByRequest(holdings, "payments/r7")).toHaveLength(1);
    expect(findByRequest(holdings, "payments/r1")).toHaveLength(1);
  });

  it("forgets what a later commit takes away", async () => {
    const all = await scene(6);
    const gone = (line: string): boolean => line.includes("\tseen/");
    const tip = commitTree(all, (lines) => lines.filter((line) => !gone(line)));
    await all.repository.fetch();
    const view = await all.ledger.read();
    expect(view.tip).toBe(tip);
    expect(view.state.seen.size).toBe(0);
    expect(view.state.holdings.size).toBe(6);
    const anew = await openLedger({ dir: all.remote.directory, publicKey: all.publicKey });
    expect((await anew.read()).state).toEqual(view.state);
  });

  it("is refused where a later commit brings what is no file of it", async () => {
    const all = await scene(2);
    const { state } = await all.ledger.read();
    commitTree(all, (lines) => lines.map((line) => line.replace(/^100644(.*\tseen)/u, "100755$1")));
    await all.repository.fetch();
    const view = await all.ledger.read();
    expect(view.untrusted?.reason).toContain("the ledger has plain files only");
    expect(view.state).toEqual(state);
  });

  it("is read whole by whoever begins with nothing", async () => {
    const { remote, publicKey, state } = await scene(3);
    const other = await openLedger({ dir: remote.directory, publicKey });
    expect(await countParses(() => other.read())).toBe(6);
    expect((await other.read()).state).toEqual(state);
    expect(emptyLedger.holdings.size).toBe(0);
  });

  it("is read by a report in its holdings alone, and later in what changed", async () => {
    const { remote, ledger, publicKey, tip, state } = await scene(3);
    const report = await openHoldings({ dir: remote.directory, publicKey });
    expect(await countParses(() => report.read())).toBe(3);
    expect((await report.read()).state).toEqual({ holdings: state.holdings });
    const entries = [grantOf(7)];
    await ledger.append({ ...round(entries), from: tip, state: applyEntries(state, entries) });
    const later = await ledger.read();
    expect(await report.read()).toEqual({ tip: later.tip, state: { holdings: later.state.holdings } });
  });

  it("is verified with one key object for all of its commits", () => {
    const line = publicKeyLine(keyPair().publicKey);
    expect(readPublicKey(line)).toBe(readPublicKey(line));
  });
});
