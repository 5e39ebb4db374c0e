// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X3: A commit on the ledger's branch is not signed by the app, or is a merge.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { gitLedger, openLedger } from "../../../src/git/ledger/ledger.ts";
import { signCommit } from "../../../src/git/objects/signed-commit.ts";
import { publicKeyLine } from "../../../src/git/objects/sshsig.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { at, git, intent, keyPair, remoteRepository, round, temporaryFolder } from "../fixture.ts";

const key = keyPair();

/** A clone with a ledger of one commit, and what takes an object away from it. */
async function scene() {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "x" }]));
  const access = { dir: temporaryFolder(), url: remote.url, token: async () => undefined, allowFile: true };
  await (await gitRepository({ ...access, defaultBranch: "main" })).fetch();
  const identify = async () => ({ name: "hallpass", email: "hallpass@example.com" });
  const open = () => gitLedger({ ...access, privateKey: key.privateKey, identify });
  await open().append(round([intent()]));
  const tip = git(access.dir, ["rev-parse", "refs/remotes/origin/access-ledger"]);
  const lose = (id: string) => {
    rmSync(join(access.dir, "objects", id.slice(0, 2), id.slice(2)));
    // So that the pin of the writer does not stand for what is gone.
    for (const ref of git(access.dir, ["for-each-ref", "--format=%(refname)", "refs/hallpass"]).split("\n"))
      if (ref !== "") git(access.dir, ["update-ref", "-d", ref]);
  };
  const reader = () => openLedger({ dir: access.dir, publicKey: publicKeyLine(key.publicKey) });
  return { dir: access.dir, tip, lose, open, reader };
}

it("a ledger that cannot be read from its beginning is an error, and no empty one", async () => {
  const { tip, lose, open, reader } = await scene();
  lose(tip);
  await expect(open().read()).rejects.toMatchObject({ name: "RepositoryError" });
  await expect((await reader()).read()).rejects.toMatchObject({ name: "RepositoryError" });
});

it("a ledger of which a file is gone is an error, and not the rest of it", async () => {
  const { dir, tip, lose, reader } = await scene();
  const [blob = ""] = git(dir, ["ls-tree", "-r", "--format=%(objectname)", tip, "holdings"]).split("\n");
  lose(blob);
  await expect((await reader()).read()).rejects.toMatchObject({ name: "RepositoryError" });
});

it("X3: a merge is not believed, though the ledger's own key signed it", async () => {
  const { dir, tip, open, reader } = await scene();
  const [tree = "", main = ""] = [`${tip}^{tree}`, "refs/remotes/origin/main"].map((name) =>
    git(dir, ["rev-parse", name]),
  );
  const identity = { name: "hallpass", email: "hallpass@example.com" };
  // Whoever holds the key can sign what the app never writes.
  const draft = { tree: `${tree}\nparent ${tip}`, parent: main, identity, at: at("14:03:00"), message: "x" };
  const bytes = signCommit(draft, key.privateKey);
  const merge = git(dir, ["hash-object", "-t", "commit", "-w", "--stdin"], bytes);
  git(dir, ["update-ref", "refs/remotes/origin/access-ledger", merge]);
  for (const ledger of [open(), await reader()])
    expect(await ledger.read()).toMatchObject({
      tip,
      untrusted: { tip: merge },
    });
});
