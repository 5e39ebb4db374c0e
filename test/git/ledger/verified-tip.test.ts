import { chmodSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLedger } from "../../../src/git/ledger/ledger.ts";
import { signCommit } from "../../../src/git/objects/signed-commit.ts";
import { publicKeyLine } from "../../../src/git/objects/sshsig.ts";
import { at, git, keyPair, remoteRepository, temporaryFolder } from "../fixture.ts";

const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };
const branch = "refs/heads/access-ledger";
const keys = keyPair();
const publicKey = publicKeyLine(keys.publicKey);

/** A clone whose ledger is so many signed commits without a file. */
function scene(length = 4) {
  const { directory, point } = remoteRepository();
  const tree = git(directory, ["mktree"]);
  const commit = (parent: string | null, { privateKey } = keys, message = "x\n"): string => {
    const draft = { tree, parent, identity, at: at("14:00:00"), message };
    return git(directory, ["hash-object", "-t", "commit", "-w", "--stdin"], signCommit(draft, privateKey));
  };
  let tip = commit(null);
  for (let index = 1; index < length; index++) tip = commit(tip, keys, `${index}\n`);
  point(branch, tip);
  const memory = join(temporaryFolder(), "state", "hallpass");
  const read = async (key = publicKey) =>
    (await openLedger({ dir: directory, publicKey: key, memory })).read();
  const file = () => join(memory, readdirSync(memory)[0] ?? "");
  return { directory, point, commit, tip, memory, read, file };
}

type Scene = ReturnType<typeof scene>;

/** A commit below the tip that nobody signed, as if everything up to it had been verified: shows from where verification began. */
async function forge({ point, commit, read, file }: Scene, change: (file: string) => void) {
  await read();
  const forged = commit(null, keyPair());
  const tip = commit(forged);
  point(branch, tip);
  writeFileSync(file(), `${forged}\n`);
  change(file());
  return { forged, tip };
}

describe("How far a clone's ledger was verified", () => {
  it("is where the next command goes on, and it says the same", async () => {
    const all = scene();
    const first = await all.read();
    expect(first).toMatchObject({ tip: all.tip });
    expect(first.untrusted).toBeUndefined();
    expect(readFileSync(all.file(), "latin1")).toBe(`${all.tip}\n`);
    expect(await all.read()).toEqual(first);
    const next = all.commit(all.tip, keys, "next\n");
    all.point(branch, next);
    expect(await all.read()).toMatchObject({ tip: next });
    expect(readFileSync(all.file(), "latin1")).toBe(`${next}\n`);
  });

  it("is believed when this account alone can have written it", async () => {
    const all = scene();
    const { tip } = await forge(all, () => undefined);
    const view = await all.read();
    expect([view.tip, view.untrusted]).toEqual([tip, undefined]);
  });

  it.each<[string, (file: string, all: Scene) => void]>([
    ["others may write to the file", (file) => chmodSync(file, 0o666)],
    ["the group may write to the file", (file) => chmodSync(file, 0o620)],
    ["others may write to the folder", (_, { memory }) => chmodSync(memory, 0o777)],
    [
      "it is a link",
      (file) => {
        const elsewhere = join(temporaryFolder(), "file");
        renameSync(file, elsewhere);
        symlinkSync(elsewhere, file);
      },
    ],
    [
      "the folder is a link",
      (_, { memory }) => {
        const elsewhere = join(temporaryFolder(), "folder");
        renameSync(memory, elsewhere);
        symlinkSync(elsewhere, memory);
      },
    ],
  ])("is not believed when %s", async (_name, change) => {
    const all = scene();
    const { tip, forged } = await forge(all, (file) => change(file, all));
    expect(await all.read()).toMatchObject({
      tip: null,
      untrusted: { tip, reason: expect.stringContaining(`${forged} is not signed with the ledger's key`) },
    });
  });

  it.each<[string, (all: Scene) => string]>([
    ["no commit of this clone", () => "1".repeat(40)],
    ["no id", () => "--all"],
    ["nothing", () => ""],
    ["on another line", ({ commit }) => commit(null, keys, "another\n")],
  ])("is not used when it names %s", async (_name, choose) => {
    const all = scene();
    await all.read();
    writeFileSync(all.file(), `${choose(all)}\n`);
    const view = await all.read();
    expect([view.tip, view.untrusted]).toEqual([all.tip, undefined]);
    expect(readFileSync(all.file(), "latin1")).toBe(`${all.tip}\n`);
  });

  it("counts for one key and no other", async () => {
    const all = scene();
    await all.read();
    const other = publicKeyLine(keyPair().publicKey);
    expect(await all.read(other)).toMatchObject({ tip: null, untrusted: { tip: all.tip } });
  });

  it("is taken from no ref: a mirror fetches whatever was pushed", async () => {
    const all = scene();
    const forged = all.commit(null, keyPair());
    const tip = all.commit(forged);
    all.point(branch, tip);
    for (const ref of ["refs/hallpass/ledger", "refs/hallpass/kept", "refs/hallpass/verified"])
      all.point(ref, forged);
    expect(await all.read()).toMatchObject({ tip: null, untrusted: { tip } });
  });

  it("is verified all the same where nothing can be kept", async () => {
    const all = scene();
    const place = temporaryFolder();
    writeFileSync(join(place, "state"), "");
    const memory = join(place, "state", "hallpass");
    const ledger = await openLedger({ dir: all.directory, publicKey, memory });
    expect(await ledger.read()).toMatchObject({ tip: all.tip });
  });
});
