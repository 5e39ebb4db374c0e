import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

const execute = promisify(execFile);
let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  github = await startLocalGitHub();
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

const lsRemote = (secret: string) =>
  outcomeOf(
    execute("git", ["ls-remote", github.sandbox.cloneUrl.replace("//", `//x:${secret}@`)], {
      env: { PATH: process.env.PATH ?? "", GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_NOSYSTEM: "1" },
    }),
  );

describe("git over HTTP", () => {
  it("takes the tokens of people and of installations, and no others", async () => {
    expect(await lsRemote(github.tokenOf("eve"))).toBe("allowed");
    expect(await lsRemote(await github.appToken())).toBe("allowed");
    expect(await lsRemote(await github.appToken(github.sandbox.apps[1]))).toBe("allowed");
    expect(await lsRemote("nonsense")).toContain("Authentication failed");
    const { status, headers } = await fetch(`${github.sandbox.cloneUrl}/info/refs?service=git-upload-pack`);
    expect([status, headers.get("www-authenticate")]).toEqual([401, 'Basic realm="GitHub"']);
  });

  it("lets readers read and not write", async () => {
    await alice.git("checkout", "--quiet", "-B", "mine", "origin/main");
    expect(await outcomeOf(alice.pushAs(github.tokenOf("eve"), "mine"))).toContain("403");
    expect(await outcomeOf(alice.pushAs(await github.appToken(github.sandbox.apps[1]), "mine"))).toBe(
      "allowed",
    );
  });

  it("shows pull heads to everyone and takes them from nobody", async () => {
    const head = await alice.pushBranch("request", { "requests/payments/a.yaml": "a\n" });
    const { data } = await github
      .as("alice")
      .pulls.create({ ...at, title: "Ask", head: "request", base: "main" });
    const ref = `refs/pull/${data.number}/head`;
    const eve = await github.clone("eve");
    await eve.git("fetch", "--quiet", "origin", `${ref}:${ref}`);
    expect(await eve.git("rev-parse", ref)).toBe(head);
    expect(await outcomeOf(alice.git("push", "--quiet", "--force", "origin", `HEAD^:${ref}`))).toContain(
      "hidden ref",
    );
    expect(await outcomeOf(alice.pushAs(await github.appToken(), `:${ref}`))).toContain("hidden ref");
    const next = await alice.commit({ "requests/payments/a.yaml": "b\n" });
    await alice.git("push", "--quiet", "origin", "request");
    expect(await eve.git("ls-remote", "origin", ref)).toBe(`${next}\t${ref}`);
  });

  it("serves commits by id, and clones without the files' contents", async () => {
    const folder = join(github.dir, "partial.git");
    const url = github.sandbox.cloneUrl.replace("//", `//x:${github.tokenOf("eve")}@`);
    await execute("git", ["clone", "--quiet", "--bare", "--filter=blob:none", url, folder]);
    const inside = async (...args: string[]) => (await execute("git", ["--git-dir", folder, ...args])).stdout;
    const missing = await inside("rev-list", "--objects", "--missing=print", "main");
    expect(missing).toMatch(/^\?[0-9a-f]{40}$/m);
    const head = await alice.git("rev-parse", "origin/main");
    await inside("fetch", "--quiet", "origin", head);
  });

  it("takes a push of several refs whole or not at all", async () => {
    const before = await alice.git("ls-remote", "origin", "refs/heads/*");
    await alice.commit({ "README.md": "mine\n" });
    const refused = await outcomeOf(
      alice.git("push", "--quiet", "origin", "HEAD:refs/heads/fine", "HEAD:refs/heads/main"),
    );
    expect(refused).toContain("GH013: Repository rule violations found for refs/heads/main.");
    expect(refused).toContain("HEAD -> main (push declined due to repository rule violations)");
    expect(refused).toContain("HEAD -> fine (push declined: another ref is refused)");
    expect(await alice.git("ls-remote", "origin", "refs/heads/*")).toBe(before);
  });

  it("takes tags, of commits and of anything else", async () => {
    await alice.git("tag", "--annotate", "v1", "--message", "One", "origin/main");
    await alice.git("tag", "a-file", "origin/main:README.md");
    await alice.git("push", "--quiet", "origin", "v1", "a-file");
    const { data } = await github.as("eve").git.getRef({ ...at, ref: "tags/v1" });
    expect(data.object.type).toBe("tag");
    const pushes = github.sandbox
      .deliveries()
      .filter(({ event, body }) => event === "push" && body.includes("refs/tags/"));
    expect(pushes).toHaveLength(2);
  });

  it("records who pushed what", async () => {
    const { data } = await github.as("olga").repos.listActivities({ ...at, ref: "refs/heads/request" });
    expect(data.map(({ activity_type, actor }) => [activity_type, actor?.login])).toEqual([
      ["push", "alice"],
      ["branch_creation", "alice"],
    ]);
  });

  it("keeps its files to its owner and has no hooks to run", async () => {
    const folder = join(github.sandbox.dir, "repositories", "acme", "access.git");
    expect((await stat(github.sandbox.dir)).mode & 0o077).toBe(0);
    await expect(stat(join(folder, "hooks"))).rejects.toThrow("ENOENT");
  });
});

describe("git objects over REST", () => {
  it("are read as git holds them", async () => {
    const eve = github.as("eve");
    const { data: tree } = await eve.git.getTree({ ...at, tree_sha: "main", recursive: "1" });
    const owners = tree.tree.find(({ path }) => path === ".github/CODEOWNERS");
    expect(owners).toMatchObject({ mode: "100644", type: "blob" });
    const { data: blob } = await eve.git.getBlob({ ...at, file_sha: owners?.sha ?? "" });
    const text = Buffer.from(blob.content, "base64").toString("utf8");
    expect(text).toContain("/policies/ @acme/security");
    const { data: file } = await eve.repos.getContent({ ...at, path: ".github/CODEOWNERS" });
    expect(file).toMatchObject({ type: "file", sha: owners?.sha, encoding: "base64" });
    const { data: folder } = await eve.repos.getContent({ ...at, path: ".github" });
    expect(folder).toMatchObject([{ name: "CODEOWNERS", type: "file" }, { name: "settings.yaml" }]);
    expect(await outcomeOf(eve.repos.getContent({ ...at, path: "none.txt" }))).toMatch(/^404 /);
  });

  it("are written, and a branch is compared", async () => {
    const janitor = github.asApp(github.sandbox.apps[1]);
    const { data: main } = await janitor.git.getRef({ ...at, ref: "heads/main" });
    const entry = { path: "new/file.txt", mode: "100644", type: "blob", content: "new\n" } as const;
    const { data: base } = await janitor.git.getCommit({ ...at, commit_sha: main.object.sha });
    const { data: tree } = await janitor.git.createTree({ ...at, base_tree: base.tree.sha, tree: [entry] });
    const draft = { message: "New", tree: tree.sha, parents: [main.object.sha] };
    const { data: commit } = await janitor.git.createCommit({ ...at, ...draft });
    expect(commit.author.email).toBe("1102+janitor[bot]@users.noreply.github.com");
    await janitor.git.createRef({ ...at, ref: "refs/heads/topic/one", sha: commit.sha });
    const { data: comparison } = await janitor.repos.compareCommitsWithBasehead({
      ...at,
      basehead: "main...topic/one",
    });
    expect(comparison).toMatchObject({
      status: "ahead",
      ahead_by: 1,
      behind_by: 0,
      files: [{ filename: "new/file.txt" }],
    });
    const { data: refs } = await janitor.git.listMatchingRefs({ ...at, ref: "heads/topic" });
    expect(refs.map(({ ref }) => ref)).toEqual(["refs/heads/topic/one"]);
  });

  it("are made by writing and deleting files on a branch", async () => {
    const client = github.as("alice");
    const { data: main } = await client.git.getRef({ ...at, ref: "heads/main" });
    await client.git.createRef({ ...at, ref: "refs/heads/files", sha: main.object.sha });
    const file = { path: "notes/a.txt", branch: "files" };
    const write = (content: string, sha?: string) =>
      client.repos.createOrUpdateFileContents({
        ...at,
        ...file,
        message: "Note",
        content: Buffer.from(content).toString("base64"),
        ...(sha === undefined ? {} : { sha }),
      });
    const first = await write("one");
    expect(first.status).toBe(201);
    expect(await outcomeOf(write("two"))).toMatch(/^422 .*"sha" wasn't supplied/s);
    expect(await outcomeOf(write("two", "0".repeat(40)))).toMatch(/^409 /);
    const second = await write("two", first.data.content?.sha);
    expect(second.status).toBe(200);
    const { data: removal } = await client.repos.deleteFile({
      ...at,
      ...file,
      message: "Gone",
      sha: second.data.content?.sha ?? "",
    });
    const { data: commits } = await client.repos.listCommits({ ...at, sha: "files", path: "notes/a.txt" });
    expect(commits.map(({ sha }) => sha)).toEqual([
      removal.commit.sha,
      second.data.commit.sha,
      first.data.commit.sha,
    ]);
    expect(commits[0]).toMatchObject({ author: { login: "alice" }, commit: { message: "Gone" } });
  });
});

describe("CODEOWNERS", () => {
  it("tells owners that own nothing, line by line", async () => {
    await alice.pushBranch("owners", {
      ".github/CODEOWNERS": "/a/ @acme/nobody\n!/b/ @dave\n/c/ @dave @eve\n",
    });
    const { data } = await github.as("eve").repos.codeownersErrors({ ...at, ref: "owners" });
    expect(data.errors.map(({ line, kind }) => [line, kind])).toEqual([
      [1, "Unknown owner"],
      [2, "Invalid pattern"],
      [3, "Unknown owner"],
    ]);
  });
});
