import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStore } from "../src/git/create.ts";
import { readTrees } from "../src/git/objects.ts";
import { GitBoundError, readGit, runGit, type Store } from "../src/git/run.ts";
import { writeBlob } from "../src/git/write.ts";
import { at, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const folders = ["-r", "-t", "-z"];

let dir: string;
let store: Store;
/** A tree of 8¹⁰ files, more than 10⁹, in ten objects. */
let vast: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "bounds-"));
  store = await createStore(join(dir, "store.git"), "main");
  vast = await writeVastTree(store);
});
afterAll(() => rm(dir, { recursive: true, force: true, maxRetries: 10 }));

async function writeVastTree(target: Store): Promise<string> {
  let entry = `100644 blob ${await writeBlob(target, "x\n")}`;
  let tree = "";
  for (let depth = 0; depth < 10; depth++) {
    const names = Array.from({ length: 8 }, (_, index) => `${entry}\tf${index}\n`);
    tree = await readGit(target, ["mktree"], { input: names.join("") });
    entry = `040000 tree ${tree}`;
  }
  return tree;
}

describe("a git child of the sandbox is stopped", () => {
  it.each([
    ["output", { outputBytes: 100_000 }, ["ls-tree", ...folders], "more than 100000 bytes"],
    ["time", { milliseconds: 1 }, ["ls-tree", ...folders], "no end after 1 ms"],
    ["memory", { memoryBytes: 128 * 1024 * 1024 }, ["diff-tree", "-r", emptyTree], "memory"],
  ])("by its bound of %s", async (_what, bounds, args, why) => {
    const answer = runGit(store, [...args, vast], { bounds });
    await expect(answer).rejects.toThrow(GitBoundError);
    await expect(answer).rejects.toThrow(why);
  });

  it("when it has listed enough", async () => {
    const entries = await readTrees(store, vast, 1000);
    expect(entries).toHaveLength(1000);
    expect(entries[0]).toMatchObject({ path: "f0", type: "tree" });
  });

  it("and a command within its bounds is not", async () => {
    expect(await readGit(store, ["cat-file", "-t", vast])).toBe("tree");
  });
});

describe("a pull request of more than 10⁹ files", () => {
  let github: LocalGitHub;

  beforeAll(async () => {
    github = await startLocalGitHub({ treeEntries: 50 });
  });
  afterAll(() => github.stop());

  it("opens, is listed cut off, and its difference is refused in GitHub's words", async () => {
    const alice = await github.clone("alice");
    const tree = await writeVastTree({ directory: join(alice.dir, ".git") });
    const commit = await alice.git("commit-tree", "-p", "origin/main", "-m", "Vast", tree);
    await alice.git("push", "--quiet", "origin", `${commit}:refs/heads/vast`);
    const { pulls, git } = github.as("alice");
    const { data: pull } = await pulls.create({ ...at, title: "Vast", head: "vast", base: "main" });
    expect(pull).toMatchObject({ state: "open", commits: 1, changed_files: 3000 });
    const files = pulls.listFiles({ ...at, pull_number: pull.number });
    await expect(files).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("this diff is taking too long to generate"),
    });
    const listed = await git.getTree({ ...at, tree_sha: tree, recursive: "1" });
    expect(listed.data.truncated).toBe(true);
    expect(listed.data.tree).toHaveLength(50);
    expect((await pulls.get({ ...at, pull_number: pull.number })).data.mergeable).toBe(true);
  });
});
