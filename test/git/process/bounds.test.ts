// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO8: A repository is built to exhaust git (shared trees, huge diffs).

import { describe, expect, it } from "vitest";
import { diffTrees, previewMerge } from "../../../src/git/objects/objects.ts";
import { runGit } from "../../../src/git/process/command.ts";
import { git, temporaryFolder } from "../fixture.ts";

/** A commit with 8¹⁰ files, more than 10⁹, in eleven objects. */
function commitVast(directory: string): string {
  const blob = git(directory, ["hash-object", "-w", "--stdin"], "x\n");
  let entry = `100644 blob ${blob}`;
  let tree = "";
  for (let depth = 0; depth < 10; depth++) {
    const entries = Array.from({ length: 8 }, (_, index) => `${entry}\tf${index}\n`).join("");
    tree = git(directory, ["mktree"], entries);
    entry = `040000 tree ${tree}`;
  }
  return git(directory, ["commit-tree", tree, "-m", "Vast"]);
}

describe("a repository built to exhaust git", () => {
  const vastRepository = () => {
    const directory = temporaryFolder();
    git(directory, ["init", "--quiet", "--bare"]);
    const base = git(directory, ["commit-tree", git(directory, ["mktree"]), "-m", "Base"]);
    return { store: { directory }, base, vast: commitVast(directory) };
  };

  it("RO8: a difference of 10⁹ files ends at the bound of time or memory", async () => {
    const { store, base, vast } = vastRepository();
    const refused = { name: "RepositoryError", command: "diff-tree" };
    await expect(diffTrees(store, base, vast)).rejects.toMatchObject(refused);
    await expect(previewMerge(store, base, vast)).rejects.toMatchObject({ name: "RepositoryError" });
  });

  it("RO8: no git child may use more memory than its bound", async () => {
    const { store, base, vast } = vastRepository();
    const memory = 64 * 1024 * 1024;
    await expect(runGit(store, ["diff-tree", "-r", base, vast], { memory })).rejects.toThrow(
      /more than 67108864 bytes of memory/u,
    );
    expect((await runGit(store, ["cat-file", "-t", vast], { memory })).stdout.toString()).toBe("commit\n");
  });

  it("RO8: what may be said is bounded: a listing of 10⁹ files stops at its bytes", async () => {
    const { store, vast } = vastRepository();
    await expect(runGit(store, ["ls-tree", "-r", vast], { maxBytes: 100_000 })).rejects.toThrow(
      /more than 100000 bytes of output/u,
    );
  });
});
