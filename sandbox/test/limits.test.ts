import { execFile } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type Clone, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

const execute = promisify(execFile);
let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  github = await startLocalGitHub({ treeEntries: 50 });
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

/** A branch that adds this many files, made by `git fast-import` from one stream. */
async function pushFiles(branch: string, count: number): Promise<string> {
  const files = Array.from({ length: count }, (_, index) => {
    const text = `${index}\n`;
    return `M 100644 inline many/${String(index).padStart(5, "0")}.txt\ndata ${text.length}\n${text}`;
  });
  const head = `commit refs/heads/${branch}\ncommitter alice <alice@example.com> 1760000000 +0000\n`;
  const stream = `${head}data 4\nMany\nfrom ${await alice.git("rev-parse", "origin/main")}\n${files.join("\n")}\n`;
  await writeFile(join(alice.dir, "..", `${branch}.stream`), stream);
  await execute("sh", ["-c", `git fast-import --quiet < ../${branch}.stream`], { cwd: alice.dir });
  await alice.git("push", "--quiet", "origin", branch);
  return alice.git("rev-parse", branch);
}

async function openPull(head: string) {
  const { data } = await github.as("alice").pulls.create({ ...at, title: head, head, base: "main" });
  return data;
}

describe("a change of 3,001 files", () => {
  it("is counted whole and listed to the 3,000th, compared to the 300th", async () => {
    const sha = await pushFiles("many", 3001);
    const pull = await openPull("many");
    expect(pull).toMatchObject({ changed_files: 3001, additions: 3001, commits: 1 });
    const eve = github.as("eve");
    const files = await eve.paginate(eve.pulls.listFiles, { ...at, pull_number: pull.number, per_page: 100 });
    expect(files).toHaveLength(3000);
    expect([files[0], files.at(-1)].map((file) => file?.filename)).toEqual([
      "many/00000.txt",
      "many/02999.txt",
    ]);
    const { data: compared } = await eve.repos.compareCommitsWithBasehead({ ...at, basehead: "main...many" });
    expect(compared.files).toHaveLength(300);
    const second = { ...at, basehead: "main...many", page: 2 };
    expect((await eve.repos.compareCommitsWithBasehead(second)).data.files).toBeUndefined();
    const { data: commit, headers } = await eve.repos.getCommit({ ...at, ref: sha });
    expect(commit.files).toHaveLength(300);
    expect(commit.stats?.total).toBe(3001);
    expect(headers.link).toMatch(/page=10>; rel="last"/);
    const { data: folder } = await eve.repos.getContent({ ...at, path: "many", ref: "many" });
    expect(folder).toHaveLength(1000);
  });
});

describe("a recursive tree", () => {
  it("is cut off at the sandbox's limit and says so; one level is not", async () => {
    await pushFiles("wide", 60);
    const { git } = github.as("eve");
    const { data: cut } = await git.getTree({ ...at, tree_sha: "wide", recursive: "1" });
    expect([cut.truncated, cut.tree.length]).toEqual([true, 50]);
    const { data: whole } = await git.getTree({ ...at, tree_sha: "main", recursive: "1" });
    expect(whole.truncated).toBe(false);
    const { data: top } = await git.getTree({ ...at, tree_sha: "wide" });
    const many = top.tree.find(({ path }) => path === "many");
    const { data: level } = await git.getTree({ ...at, tree_sha: many?.sha ?? "" });
    expect([level.truncated, level.tree.length]).toEqual([false, 60]);
  });
});

describe("what is no plain file", () => {
  it("keeps its mode in trees, and is what it is in a pull request", async () => {
    await alice.git("checkout", "--quiet", "-B", "modes", "origin/main");
    await symlink("README.md", join(alice.dir, "link"));
    await symlink("../outside", join(alice.dir, "astray"));
    await writeFile(join(alice.dir, "run.sh"), "true\n", { mode: 0o755 });
    const modules = '[submodule "vendor"]\n\tpath = vendor\n\turl = https://example.com/vendor.git\n';
    await writeFile(join(alice.dir, ".gitmodules"), modules);
    const foreign = "1".repeat(40);
    await alice.git("add", "--all");
    await alice.git("update-index", "--add", "--cacheinfo", `160000,${foreign},vendor`);
    await alice.git("commit", "--quiet", "-m", "Modes");
    await alice.git("push", "--quiet", "origin", "modes");
    const { number } = await openPull("modes");
    const eve = github.as("eve");
    const { data: tree } = await eve.git.getTree({ ...at, tree_sha: "modes", recursive: "1" });
    const modes = tree.tree
      .filter(({ path }) => ["link", "astray", "run.sh", "vendor"].includes(path ?? ""))
      .map(({ path, mode, type }) => [path, mode, type]);
    expect(modes).toEqual([
      ["astray", "120000", "blob"],
      ["link", "120000", "blob"],
      ["run.sh", "100755", "blob"],
      ["vendor", "160000", "commit"],
    ]);
    const { data: files } = await eve.pulls.listFiles({ ...at, pull_number: number });
    expect(files.find(({ filename }) => filename === "vendor")).toMatchObject({
      status: "added",
      sha: foreign,
    });
    const read = async (path: string) => (await eve.repos.getContent({ ...at, path, ref: "modes" })).data;
    const readme = await read("README.md");
    expect(await read("link")).toMatchObject({
      type: "file",
      path: "link",
      sha: "sha" in readme ? readme.sha : "",
    });
    expect(await read("astray")).toMatchObject({ type: "symlink", target: "../outside" });
    expect(await read("vendor")).toMatchObject({
      type: "submodule",
      sha: foreign,
      submodule_git_url: "https://example.com/vendor.git",
    });
    const root = await read("");
    const kinds = Array.isArray(root) ? root.map(({ name, type }) => `${name} ${type}`) : [];
    expect(kinds).toEqual(expect.arrayContaining(["vendor file", "link symlink", "run.sh file"]));
  });

  it.each([
    ["a relative address", "../vendor.git", "/acme/vendor.git"],
    ["no address", undefined, "/acme/access.git/vendor"],
  ])("shows a submodule with %s as a URI", async (_what, address, path) => {
    const branch = `submodule-${path.length}`;
    await alice.git("checkout", "--quiet", "-B", branch, "origin/main");
    const modules = `[submodule "vendor"]\n\tpath = vendor\n\turl = ${address}\n`;
    if (address !== undefined) await writeFile(join(alice.dir, ".gitmodules"), modules);
    await alice.git("add", "--all");
    await alice.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},vendor`);
    await alice.git("commit", "--quiet", "-m", "Submodule");
    await alice.git("push", "--quiet", "origin", branch);
    const { data } = await github.as("eve").repos.getContent({ ...at, path: "vendor", ref: branch });
    expect(data).toMatchObject({ submodule_git_url: `${github.sandbox.url}${path}` });
  });

  it("is written over REST as well", async () => {
    const { git } = github.as("alice");
    const { data: main } = await git.getRef({ ...at, ref: "heads/main" });
    const entry = { path: "vendor", mode: "160000", type: "commit", sha: "2".repeat(40) } as const;
    const { data: tree } = await git.createTree({ ...at, base_tree: main.object.sha, tree: [entry] });
    expect(tree.tree.find(({ path }) => path === "vendor")).toMatchObject(entry);
  });

  it("is told of without its content above a megabyte", async () => {
    const size = 1024 * 1024 + 1;
    await alice.pushBranch("large", { "large.txt": "x".repeat(size) });
    const { data } = await github.as("eve").repos.getContent({ ...at, path: "large.txt", ref: "large" });
    expect(data).toMatchObject({ type: "file", size, encoding: "none", content: "" });
  });
});
