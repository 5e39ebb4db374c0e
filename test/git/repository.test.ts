// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X32: Reading a team, a review, a policy or a listing fails.
//   X36: A replace ref, a graft or an attribute in the repository changes what git shows.
//   X39: A path that is not UTF-8 is made to stop the review, or to look like another.
//   X49: A file moves on the default branch, and git carries the edits of an open pull request, which touches
//     no rule and no request, to where it went.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../src/core/decision/decision.ts";
import { isMissing } from "../../src/core/files/missing-object.ts";
import { classifyPull } from "../../src/core/files/pull-kind.ts";
import { RepositoryError } from "../../src/git/process/error.ts";
import { gitRepository, openRepository } from "../../src/git/repository.ts";
import { evidence, requestText } from "../support/builders/evidence.ts";
import { git, remoteRepository, temporaryFolder } from "./fixture.ts";

const request = { path: "access-requests/payments/a.yaml", text: "subject: alice\n" };

async function scene() {
  const remote = remoteRepository();
  const first = remote.commit([{ path: "README.md", text: "hello\n" }]);
  const head = remote.commit([request], [first]);
  remote.point("refs/heads/main", first);
  remote.point("refs/pull/1/head", head);
  const dir = temporaryFolder();
  const repository = await openClone(remote.url, dir);
  return { remote, first, head, dir, repository };
}

type Remote = ReturnType<typeof remoteRepository>;

const openClone = (url: string, dir: string, defaultBranch = "main") =>
  gitRepository({ url, dir, defaultBranch, token: async () => undefined, allowFile: true });

const blobOf = async (clone: Awaited<ReturnType<typeof openClone>>, commit: string, path: string) =>
  (await clone.findFile(commit, path))?.blob ?? "";

describe("fetching", () => {
  it("brings the default branch and the pull heads asked for, and no others", async () => {
    const { remote, repository, first, head } = await scene();
    remote.point("refs/pull/2/head", first);
    await repository.fetch([1]);
    expect(await repository.defaultTip()).toBe(first);
    expect(await repository.pullHead(1)).toBe(head);
    expect(await repository.pullHead(2)).toBeUndefined();
  });

  it("follows a default branch and a pull head that were rewritten", async () => {
    const { remote, repository, first } = await scene();
    await repository.fetch([1]);
    const other = remote.commit([{ path: "other", text: "other" }]);
    remote.point("refs/heads/main", other);
    remote.point("refs/pull/1/head", first);
    await repository.fetch([1]);
    expect([await repository.defaultTip(), await repository.pullHead(1)]).toEqual([other, first]);
  });

  it("is not stopped by a pull head that is gone, and keeps what it saw of it", async () => {
    const { remote, repository, head } = await scene();
    await repository.fetch([1]);
    git(remote.directory, ["update-ref", "-d", "refs/pull/1/head"]);
    const next = remote.commit([{ path: "next", text: "next" }]);
    remote.point("refs/heads/main", next);
    await repository.fetch([1, 7]);
    expect([await repository.defaultTip(), await repository.pullHead(1)]).toEqual([next, head]);
    expect(await repository.pullHead(7)).toBeUndefined();
  });

  it.each([
    [
      "another branch has a name like the ledger's, and is rewritten",
      (remote: Remote, sha: string, other: string) => {
        remote.point("refs/heads/access-ledgeXr", sha);
        return () => remote.point("refs/heads/access-ledgeXr", other);
      },
    ],
    [
      "a branch becomes a folder of branches",
      (remote: Remote, sha: string) => {
        remote.point("refs/heads/access-ledgeXr", sha);
        return () => {
          git(remote.directory, ["update-ref", "-d", "refs/heads/access-ledgeXr"]);
          remote.point("refs/heads/access-ledgeXr/r", sha);
        };
      },
    ],
    [
      "a ref is beside a pull head",
      (remote: Remote, sha: string, other: string) => {
        remote.point("refs/pull/1/hea/d", sha);
        return () => {
          git(remote.directory, ["update-ref", "-d", "refs/pull/1/hea/d"]);
          remote.point("refs/pull/1/hea-d", other);
        };
      },
    ],
  ])("brings exactly what was named, and is not stopped when %s", async (_, prepare) => {
    const { remote, repository, dir, first, head } = await scene();
    remote.point("refs/heads/access-ledger", first);
    const attack = prepare(remote, first, remote.commit([{ path: "x", text: "x" }]));
    await repository.fetch([1]);
    attack();
    await repository.fetch([1]);
    expect(git(dir, ["for-each-ref", "--format=%(refname) %(objectname)"]).split("\n")).toEqual([
      `refs/pull/1/head ${head}`,
      `refs/remotes/origin/access-ledger ${first}`,
      `refs/remotes/origin/main ${first}`,
    ]);
  });

  it("may be asked many times at once", async () => {
    const { repository, head } = await scene();
    await Promise.all([repository.fetch([1]), repository.fetch(), repository.fetch([1, 1])]);
    expect(await repository.pullHead(1)).toBe(head);
  });

  it.each([
    [
      "the server is gone",
      (directory: string) => git(directory, ["config", "core.repositoryformatversion", "99"]),
    ],
    [
      "the default branch is gone",
      (directory: string) => git(directory, ["update-ref", "-d", "refs/heads/main"]),
    ],
  ])("throws when %s, keeps what it has, and works again afterwards", async (_, breakIt) => {
    const { remote, repository, first } = await scene();
    await repository.fetch();
    breakIt(remote.directory);
    await expect(repository.fetch()).rejects.toMatchObject({ name: "RepositoryError", retryable: true });
    expect(await repository.defaultTip()).toBe(first);
    writeFileSync(join(remote.directory, "config"), "[core]\n\tbare = true\n\trepositoryformatversion = 0\n");
    remote.point("refs/heads/main", first);
    await repository.fetch();
  });

  it("takes nothing that git itself would not have written, and keeps what it has", async () => {
    const { remote, repository, first } = await scene();
    await repository.fetch();
    const put = (type: string, content: Buffer | string) =>
      git(remote.directory, ["hash-object", "-t", type, "-w", "--literally", "--stdin"], content);
    const row = Buffer.concat([Buffer.from("100644 a\0"), Buffer.from(put("blob", "x"), "hex")]);
    const tree = put("tree", Buffer.concat([row, row]));
    remote.point("refs/heads/main", git(remote.directory, ["commit-tree", tree, "-p", first, "-m", "twice"]));
    await expect(repository.fetch()).rejects.toThrow(/duplicateEntries/);
    expect(await repository.defaultTip()).toBe(first);
  });

  it("throws for a default tip before the first fetch", async () => {
    const { repository } = await scene();
    await expect(repository.defaultTip()).rejects.toThrow(/Fetch first/);
  });

  it("takes up a clone that is there already", async () => {
    const { remote, repository, dir, first } = await scene();
    await repository.fetch();
    expect(await (await openClone(remote.url, dir)).defaultTip()).toBe(first);
  });

  it("is not stopped by locks that a killed git left", async () => {
    const { remote, repository, dir, first } = await scene();
    await repository.fetch();
    const next = remote.commit([{ path: "next", text: "next" }], [first]);
    remote.point("refs/heads/main", next);
    for (const name of ["packed-refs.lock", "refs/remotes/origin/main.lock"])
      writeFileSync(join(dir, name), "");
    const restarted = await openClone(remote.url, dir);
    await restarted.fetch();
    expect(await restarted.defaultTip()).toBe(next);
  });

  it.each(["--upload-pack=touch x", "a b", "main:refs/heads/other", "*", "..", "a.lock", "main\nx", ""])(
    "refuses the branch name %j",
    async (branch) => {
      await expect(openClone("https://example.com/x", temporaryFolder(), branch)).rejects.toThrow(
        /branch name/,
      );
    },
  );

  it.each(["ext::sh -c x", "--upload-pack=x", "ssh://host/x", "/somewhere", "https://user:secret@host/x"])(
    "refuses the address %j without repeating it",
    async (url) => {
      const error: unknown = await openClone(url, temporaryFolder()).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RepositoryError);
      expect(String(error)).not.toContain(url);
    },
  );

  it("does not read a local path unless told that it may", async () => {
    const { remote } = await scene();
    const options = {
      url: remote.url,
      dir: temporaryFolder(),
      defaultBranch: "main",
      token: async () => undefined,
    };
    await expect(gitRepository(options)).rejects.toThrow(/https:/);
  });
});

describe("reading", () => {
  it("tells how commits stand to each other", async () => {
    const { remote, repository, first, head } = await scene();
    const stranger = remote.commit([{ path: "x", text: "x" }]);
    remote.point("refs/pull/2/head", stranger);
    await repository.fetch([1, 2]);
    expect(await repository.mergeBase(first, head)).toBe(first);
    expect(await repository.mergeBase(stranger, head)).toBeUndefined();
    expect(await repository.isAncestor(first, head)).toBe(true);
    expect(await repository.isAncestor(head, first)).toBe(false);
    const emails = { authorEmail: "alice@example.com", committerEmail: "alice@example.com" };
    expect(await repository.readCommit(head)).toEqual({ sha: head, parents: [first], ...emails });
    expect(await repository.listCommits(first, head)).toEqual([{ sha: head, parents: [first], ...emails }]);
    expect(await repository.listCommits(head, first)).toEqual([]);
  });

  it("lists and finds files, and tells nothing from a folder", async () => {
    const { repository, head } = await scene();
    await repository.fetch([1]);
    const file = await repository.findFile(head, request.path);
    expect(file).toMatchObject({ path: request.path, mode: "100644", size: request.text.length });
    expect(await repository.listFiles(head, "access-requests")).toEqual([file]);
    expect(await repository.listFiles(head, "")).toHaveLength(2);
    expect(await repository.listFiles(head, "policies")).toEqual([]);
    expect(await repository.listFiles(head, "access")).toEqual([]);
    expect(await repository.findFile(head, "access-requests")).toBeUndefined();
    expect(await repository.findFile(head, "access-requests/*/a.yaml")).toBeUndefined();
    expect(await repository.treeId(head, "access-requests")).toMatch(/^[0-9a-f]{40}$/);
    expect(await repository.treeId(head, "")).toMatch(/^[0-9a-f]{40}$/);
    expect(await repository.treeId(head, request.path)).toBeUndefined();
    expect(await repository.treeId(head, "policies")).toBeUndefined();
  });

  it("shows every kind of change with mode and size of the side that counts", async () => {
    const { remote, repository, first, head } = await scene();
    const after = remote.commit(
      [
        { path: "README.md", text: "hello again\n" },
        { path: request.path },
        { path: "moved.yaml", text: request.text },
        { path: "run", text: "#!/bin/sh\n", mode: "100755" },
        { path: "link", text: "/etc/passwd", mode: "120000" },
        { path: "module", mode: "160000", object: first },
      ],
      [head],
    );
    remote.point("refs/heads/main", after);
    await repository.fetch([1]);
    const changes = await repository.diff(head, after);
    expect(changes.map(({ path, status, mode, size }) => [path, status, mode, size])).toEqual([
      ["README.md", "modified", "100644", 12],
      [request.path, "removed", "100644", 15],
      ["link", "added", "120000", 11],
      ["module", "added", "160000", 0],
      ["moved.yaml", "added", "100644", 15],
      ["run", "added", "100755", 10],
    ]);
    expect((await repository.findFile(after, "link"))?.mode).toBe("120000");
    expect((await repository.findFile(after, "module"))?.mode).toBe("160000");
  });

  it("reads refs that were packed, and what moved since", async () => {
    const { remote, repository, first, head, dir } = await scene();
    await repository.fetch([1]);
    git(dir, ["pack-refs", "--all"]);
    expect([await repository.defaultTip(), await repository.pullHead(1)]).toEqual([first, head]);
    remote.point("refs/heads/main", head);
    await repository.fetch();
    expect([await repository.defaultTip(), await repository.pullHead(1)]).toEqual([head, head]);
    expect(await repository.pullHead(2)).toBeUndefined();
  });

  it("X49: shows what a merge would change, where an edit follows a file that moved", async () => {
    const { remote, repository, first } = await scene();
    const rows = Array.from({ length: 20 }, (_, row) => `row ${row}\n`);
    const notes = remote.commit([{ path: "notes.yaml", text: rows.join("") }], [first]);
    const moved = remote.commit(
      [{ path: "notes.yaml" }, { path: "policies/notes.yaml", text: rows.join("") }],
      [notes],
    );
    const edited = remote.commit([{ path: "notes.yaml", text: `more\n${rows.join("")}` }], [notes]);
    const other = remote.commit([{ path: "policies/notes.yaml", text: "other\n" }], [notes]);
    for (const [index, commit] of [moved, edited, other].entries())
      remote.point(`refs/pull/${index + 1}/head`, commit);
    remote.point("refs/heads/main", notes);
    await repository.fetch([1, 2, 3]);
    expect(await repository.previewMerge(notes, edited)).toMatchObject([
      { path: "notes.yaml", status: "modified" },
    ]);
    expect(await repository.previewMerge(moved, edited)).toMatchObject([
      { path: "policies/notes.yaml", status: "modified" },
    ]);
    expect(await repository.previewMerge(moved, other)).toBeUndefined();
  });

  it("calls a file that became a link or executable modified", async () => {
    const { remote, repository, head } = await scene();
    const link = remote.commit([{ path: request.path, text: "x", mode: "120000" }], [head]);
    const program = remote.commit([{ path: request.path, text: request.text, mode: "100755" }], [link]);
    remote.point("refs/heads/main", program);
    await repository.fetch([1]);
    expect(await repository.diff(head, link)).toMatchObject([{ status: "modified", mode: "120000" }]);
    expect(await repository.diff(head, program)).toMatchObject([{ status: "modified", mode: "100755" }]);
  });

  it("takes every path literally", async () => {
    const paths = [
      "-n",
      "--output=x",
      ":(glob)**",
      "*.yaml",
      "a\tb\nc",
      'q"uo\\te',
      "\u202Egnp.yaml",
      "\uFEFFa",
      "ä/ö",
    ];
    const { remote, repository, first } = await scene();
    const entries = paths.map((path) => ({ path, text: "x" }));
    const after = remote.commit(entries, [first]);
    remote.point("refs/heads/main", after);
    await repository.fetch();
    const changed = (await repository.diff(first, after)).map(({ path }) => path);
    expect(changed.toSorted()).toEqual(paths.toSorted());
    for (const path of paths) {
      expect((await repository.findFile(after, path))?.path).toBe(path);
      expect(await repository.findAddition(after, path)).toBe(after);
    }
  });

  it("X39: shows a path that is not UTF-8 as no real path can be, beside those that look like it", async () => {
    const { remote, repository, first } = await scene();
    const odd = [
      "access-requests/payments/a\xff.yaml",
      "access-requests/payments/\\xff\xff.yaml",
      "access-requests/payments/\xff\xff.yaml",
      "access-requests/\xe4\n/a.yaml",
    ];
    const plain = ["access-requests/payments/a.yaml", "access-requests/payments/a\\xff.yaml"];
    const entries = [...odd, ...plain].map((path) => ({ path: Buffer.from(path, "latin1"), text: "x" }));
    const after = remote.commit(entries, [first]);
    remote.point("refs/heads/main", after);
    await repository.fetch();
    const shown = [
      "access-requests/payments/a\\xff.yaml/",
      "access-requests/payments/\\\\xff\\xff.yaml/",
      "access-requests/payments/\\xff\\xff.yaml/",
      "access-requests/\\xe4\\x0a/a.yaml/",
    ];
    const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path).toSorted();
    const wanted = [...shown, ...plain].toSorted();
    expect(paths(await repository.diff(first, after))).toEqual(wanted);
    expect(paths(await repository.listFiles(after, "access-requests"))).toEqual(wanted);
    for (const path of shown) expect(await repository.findFile(after, path)).toBeUndefined();
  });

  it.each([
    ["alone", [], ["PATH_INVALID"]],
    ["beside a request", [request], ["SECOND_REQUEST", "PATH_INVALID"]],
  ])("lets the check fail for a path that is not UTF-8, %s", async (_, beside, codes) => {
    const { remote, repository, first } = await scene();
    const path = Buffer.from("access-requests/payments/\xff.yaml", "latin1");
    const after = remote.commit([{ path, text: requestText() }, ...beside], [first]);
    remote.point("refs/heads/main", after);
    await repository.fetch();
    const changes = await repository.diff(first, after);
    expect(classifyPull(changes)).toBe("request");
    const decision = decide(evidence({ changes, path: changes.at(-1)?.path ?? "" }));
    expect(listFindings(decision).map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
  });

  it("reads a blob up to the limit and refuses one byte more", async () => {
    const { repository, head } = await scene();
    await repository.fetch([1]);
    const blob = await blobOf(repository, head, request.path);
    expect(Buffer.from(await repository.readBlob(blob, 15)).toString()).toBe(request.text);
    await expect(repository.readBlob(blob, 14)).rejects.toThrow(/has 15 bytes; the limit is 14/);
  });

  it("X32: throws for what is not here, and for what is no object id", async () => {
    const { repository } = await scene();
    await repository.fetch();
    const nowhere = "1".repeat(40);
    await expect(repository.readBlob(nowhere, 10)).rejects.toThrow(RepositoryError);
    await expect(repository.readCommit(nowhere)).rejects.toThrow(RepositoryError);
    await expect(repository.diff(nowhere, nowhere)).rejects.toThrow(RepositoryError);
    const there = await repository.defaultTip();
    const missing = new RegExp(`this clone has no commit ${nowhere}`, "u");
    await expect(repository.isAncestor(nowhere, there)).rejects.toThrow(missing);
    await expect(repository.isAncestor(there, nowhere)).rejects.toSatisfy((error) =>
      isMissing(error, nowhere),
    );
    await expect(repository.isAncestor(nowhere, there)).rejects.not.toSatisfy((error) =>
      isMissing(error, there),
    );
    await expect(repository.readCommit("--all")).rejects.toThrow(/not a git object id/);
  });

  it("finds the last first-parent commit that added a path, merges included", async () => {
    const { remote, repository, first, head } = await scene();
    const merge = remote.commit([request], [first, head]);
    const removed = remote.commit([{ path: request.path }], [merge]);
    const again = remote.commit([request], [removed]);
    const edited = remote.commit([{ ...request, text: "subject: eve\n" }], [again]);
    remote.point("refs/heads/main", edited);
    await repository.fetch([1]);
    expect(await repository.findAddition(edited, request.path)).toBe(again);
    expect(await repository.findAddition(removed, request.path)).toBe(merge);
    expect(await repository.findAddition(first, request.path)).toBeUndefined();
    expect(await repository.findAddition(edited, "nothing")).toBeUndefined();
  });

  it("X36: is not fooled by a replace ref", async () => {
    const { repository, dir, first, head } = await scene();
    await repository.fetch([1]);
    git(dir, ["replace", head, first]);
    expect(await repository.findFile(head, request.path)).toBeDefined();
  });
});

describe("a clone somebody made", () => {
  it("is read from its folder or one inside it, from the remote's branch first", async () => {
    const { remote, first, head } = await scene();
    const dir = temporaryFolder();
    git(dir, ["clone", "--quiet", remote.url, "clone"]);
    expect(await (await openRepository({ dir: join(dir, "clone") })).defaultTip()).toBe(first);
    expect(await (await openRepository({ dir: join(dir, "clone", ".git") })).defaultTip()).toBe(first);
    remote.point("refs/heads/main", head);
    expect(await (await openRepository({ dir: remote.directory })).defaultTip()).toBe(head);
  });

  it.each([["--bare"], ["--mirror"], ["--no-checkout"]])(
    "made with %s, has the default branch that its remote names",
    async (kind) => {
      const { remote, first, head } = await scene();
      remote.point("refs/heads/release/trunk", head);
      git(remote.directory, ["symbolic-ref", "HEAD", "refs/heads/release/trunk"]);
      const dir = temporaryFolder();
      git(dir, ["clone", "--quiet", kind, remote.url, "clone"]);
      const clone = join(dir, "clone");
      expect(await (await openRepository({ dir: clone })).defaultTip()).toBe(head);
      expect(await (await openRepository({ dir: clone, defaultBranch: "main" })).defaultTip()).toBe(first);
    },
  );

  it("has not the branch that happens to be checked out as its default", async () => {
    const { remote, first, head } = await scene();
    const dir = temporaryFolder();
    git(dir, ["clone", "--quiet", remote.url, "clone"]);
    git(join(dir, "clone"), ["fetch", "--quiet", "origin", head]);
    git(join(dir, "clone"), ["checkout", "--quiet", "-b", "other", head]);
    expect(await (await openRepository({ dir: join(dir, "clone") })).defaultTip()).toBe(first);
  });

  it("is not fetched, and must be one", async () => {
    const { remote } = await scene();
    await expect((await openRepository({ dir: remote.directory })).fetch()).rejects.toThrow(/git fetch/);
    await expect(openRepository({ dir: temporaryFolder() })).rejects.toThrow(/not a git repository/);
    await expect(openRepository({ dir: "/nowhere/at/all" })).rejects.toThrow(/cannot be started/);
  });
});
