// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV4: GitHub is down at the end.
//   X8: The settings name another public key for the ledger.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { keepLedger, restoreLedger } from "../../../src/git/ledger/kept.ts";
import { gitLedger, openLedger } from "../../../src/git/ledger/ledger.ts";
import { publicKeyLine } from "../../../src/git/objects/sshsig.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { git, intent, keyPair, remoteRepository, round, temporaryFolder } from "../fixture.ts";

const key = keyPair();
const publicKey = publicKeyLine(key.publicKey);
const branch = "refs/remotes/origin/access-ledger";

interface Cloned {
  readonly dir: string;
  readonly first: string;
  readonly second: string;
}

// Made once: it takes many git processes.
const template = mkdtempSync(join(tmpdir(), "hallpass-kept-"));
let made: Cloned | undefined;
afterAll(() => rmSync(template, { recursive: true, force: true, maxRetries: 10 }));

/** A clone with a ledger of two commits; the second is alice's, the first is dave's. */
async function cloneLedger(): Promise<Cloned> {
  if (made === undefined) {
    const cloned = await makeLedger();
    cpSync(cloned.dir, template, { recursive: true });
    made = { ...cloned, dir: template };
  }
  const dir = temporaryFolder();
  cpSync(made.dir, dir, { recursive: true });
  return { ...made, dir };
}

async function makeLedger(): Promise<Cloned> {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "x" }]));
  const access = { dir: temporaryFolder(), url: remote.url, token: async () => undefined, allowFile: true };
  await (await gitRepository({ ...access, defaultBranch: "main" })).fetch();
  const identity = { name: "hallpass", email: "hallpass@example.com" };
  const ledger = gitLedger({ ...access, privateKey: key.privateKey, identify: async () => identity });
  await ledger.append(round([intent({ principal: "dave", request: "payments/dave" })]));
  const { tip: first, state } = await ledger.read();
  await ledger.append(round([intent()], { tip: first, state }));
  const { tip: second } = await ledger.read();
  if (first === null || second === null) throw new Error("The ledger has no commit.");
  return { dir: access.dir, first, second };
}

const principals = ({ state }: { state: { holdings: ReadonlyMap<string, { principal: string }> } }) =>
  [...state.holdings.values()].map(({ principal }) => principal).toSorted();

describe("A ledger kept in a file", () => {
  let file: string;
  beforeEach(() => {
    file = join(temporaryFolder(), "ledger.bundle");
  });

  it("RV4: is the ledger in another place, with nothing else there", async () => {
    const { dir, second } = await cloneLedger();
    await keepLedger(dir, second, file);
    await keepLedger(dir, second, file);
    const empty = temporaryFolder();
    const kept = await restoreLedger(empty, file);
    expect(kept).toBe(second);
    const view = await (await openLedger({ dir: empty, publicKey, kept: second })).read();
    expect([view.tip, view.untrusted, principals(view)]).toEqual([second, undefined, ["alice", "dave"]]);
  });

  it("is nothing where there is no file", async () => {
    expect(await restoreLedger(temporaryFolder(), file)).toBeUndefined();
  });

  it.each([
    ["no bundle", () => writeFileSync(file, "not a bundle")],
    ["empty", () => writeFileSync(file, "")],
    [
      "cut short",
      async () => {
        const { dir, second } = await cloneLedger();
        await keepLedger(dir, second, file);
        git(dir, ["bundle", "verify", file]);
        writeFileSync(file, readFileSync(file).subarray(0, -40));
      },
    ],
    [
      "without the first commit",
      async () => {
        const { dir, first, second } = await cloneLedger();
        git(dir, ["update-ref", "refs/hallpass/kept", second]);
        git(dir, ["bundle", "create", file, "refs/hallpass/kept", `^${first}`]);
      },
    ],
    [
      "of another branch",
      async () => {
        const { dir } = await cloneLedger();
        git(dir, ["bundle", "create", file, branch]);
      },
    ],
  ])("cannot be used when it is %s", async (_, write) => {
    await write();
    await expect(restoreLedger(temporaryFolder(), file)).rejects.toMatchObject({ name: "RepositoryError" });
  });

  it("X8: is believed as far as it is signed with the key, whoever wrote the file", async () => {
    const { dir, second } = await cloneLedger();
    const forged = git(dir, ["commit-tree", `${second}^{tree}`, "-p", second, "-m", "x"]);
    await keepLedger(dir, forged, file);
    const empty = temporaryFolder();
    await restoreLedger(empty, file);
    const view = await (await openLedger({ dir: empty, publicKey, kept: forged })).read();
    expect([view.tip, principals(view)]).toEqual([second, ["alice", "dave"]]);
    const stranger = publicKeyLine(keyPair().publicKey);
    const other = await (await openLedger({ dir: empty, publicKey: stranger, kept: forged })).read();
    expect([other.tip, principals(other)]).toEqual([null, []]);
  });

  it("shows a branch that was wound back, which its signatures do not", async () => {
    const { dir, first, second } = await cloneLedger();
    git(dir, ["update-ref", branch, first]);
    expect(await (await openLedger({ dir, publicKey })).read()).toMatchObject({ tip: first });
    const view = await (await openLedger({ dir, publicKey, kept: second })).read();
    expect([view.tip, principals(view)]).toEqual([second, ["alice", "dave"]]);
    expect(view.untrusted).toMatchObject({
      tip: first,
      reason: expect.stringContaining("does not continue it"),
    });
  });

  it("is behind a branch that went on", async () => {
    const { dir, first, second } = await cloneLedger();
    expect(await (await openLedger({ dir, publicKey, kept: first })).read()).toMatchObject({ tip: second });
  });
});
