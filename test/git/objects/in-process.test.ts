import { describe, expect, it } from "vitest";
import {
  findAddition,
  findMergeBase,
  findRemoval,
  isAncestor,
  listChanging,
  listCommits,
  readCommit,
} from "../../../src/git/objects/history.ts";
import { diffTrees, findFile, findTreeId, listFiles, readBlob } from "../../../src/git/objects/objects.ts";
import { writeTree } from "../../../src/git/objects/tree.ts";
import { git, remoteRepository } from "../fixture.ts";
import { decode, readRow, say, split } from "../git-says.ts";

const paths = ["a", "folder", "folder/b", "folder/b/c", "caf\u00e9/d", "link", "gone/x"];

/** Two lines that split, merge and split again, and a third that shares nothing: files and folders come, go and take each other's place. */
function history() {
  const { directory, commit } = remoteRepository();
  const first = commit([
    { path: "a", text: "1\n" },
    { path: "folder/b", text: "1\n" },
    { path: "caf\u00e9/d", text: "1\n" },
  ]);
  const left = commit([{ path: "folder/b" }, { path: "folder/b/c", text: "a folder now\n" }], [first]);
  const bare = commit([{ path: "a" }, { path: "link", text: "folder", mode: "120000" }], [left]);
  const right = commit(
    [
      { path: "a", text: "2\n", mode: "100755" },
      { path: Buffer.from("odd\xff", "latin1"), text: "x" },
    ],
    [first],
  );
  const merged = commit([{ path: "gone/x", text: "here\n" }], [right, bare]);
  const after = commit(
    [{ path: "gone/x" }, { path: "module", mode: "160000", object: "1".repeat(40) }],
    [merged],
  );
  const strange = commit([{ path: "a", text: "1\n" }]);
  const again = commit([{ path: "a", text: "3\n" }], [bare]);
  return { store: { directory }, commits: [first, left, bare, right, merged, after, strange, again] };
}

describe("what is read without starting git for it is what git says", () => {
  it("of how commits follow each other, and what changed on the way", async () => {
    const { store, commits } = history();
    for (const from of commits) {
      for (const to of commits) {
        const base = say(store, "merge-base", from, to);
        expect((await findMergeBase(store, from, to)) ?? "").toBe(base);
        expect(await isAncestor(store, from, to)).toBe(base === from);
        const between = (await listCommits(store, from, to)).map(({ sha }) => sha).join("\n");
        expect(between).toBe(say(store, "rev-list", "--topo-order", to, `^${from}`));
        const changing = (await listChanging(store, from, to, ["a", "folder"])).join("\n");
        const range = ["--first-parent", "--reverse", to, `^${from}`];
        expect(changing).toBe(say(store, "rev-list", ...range, "--", "a", "folder"));
      }
    }
  });

  it.each(paths)("of who last added and removed %s", async (path) => {
    const { store, commits } = history();
    const last = ["log", "--first-parent", "--no-renames", "--format=%H", "-1"];
    for (const tip of commits) {
      expect((await findAddition(store, tip, path)) ?? "").toBe(
        say(store, ...last, "--diff-filter=A", tip, "--", path),
      );
      expect((await findRemoval(store, tip, path)) ?? "").toBe(
        say(store, ...last, "--diff-filter=D", tip, "--", path),
      );
    }
  });

  it("of files and folders, their sizes and bytes, and of how two trees differ", async () => {
    const { store, commits } = history();
    for (const commit of commits) {
      const files = (await listFiles(store, commit, "")).map(({ mode, blob, size, path }) => [
        mode,
        blob,
        size,
        path,
      ]);
      expect(files).toEqual(split(say(store, "ls-tree", "-r", "-z", "-l", commit)).map(readRow));
      for (const path of paths) {
        const [row] = split(say(store, "ls-tree", "-z", "-l", commit, "--", path)).map(readRow);
        const file = await findFile(store, commit, path);
        const tree = await findTreeId(store, commit, path);
        expect(file === undefined ? tree : file.blob).toBe(row?.[1]);
        if (file !== undefined)
          expect(Buffer.from(await readBlob(store, file.blob, 100)).length).toBe(row?.[2]);
      }
      for (const other of commits) {
        const changes = await diffTrees(store, commit, other);
        const told = split(say(store, "diff-tree", "-r", "-z", "--no-renames", "--name-only", commit, other));
        expect(changes.map(({ path }) => path).sort()).toEqual(told.map(decode).sort());
      }
    }
  });

  it("of whose a commit is, and what it follows", async () => {
    const { store, commits } = history();
    for (const sha of commits) {
      const { parents, authorEmail, committerEmail } = await readCommit(store, sha);
      const told = say(store, "log", "-1", "--format=%P|%ae|%ce", sha);
      expect([parents.join(" "), authorEmail, committerEmail].join("|")).toBe(told);
    }
  });
});

describe("a tree that is written", () => {
  const text = "data\n";
  const blob = "1269488f7fb1f4b56a8c0e5eb48cecbfadfa9219";

  it.each([
    ["a file beside others", [{ path: "b", text }]],
    ["a file in place of another", [{ path: "a", text }]],
    [
      "files in new folders, that sort by their slash",
      [
        { path: "new/folder/file", text },
        { path: "new/folder.txt", text },
        { path: "new/folder-1", text },
      ],
    ],
    ["no file where the last of its folder goes", [{ path: "folder/b", text: undefined }]],
    ["no file where there was none", [{ path: "none/at/all", text: undefined }]],
    [
      "a folder in place of a file",
      [
        { path: "a", text: undefined },
        { path: "a/b", text },
      ],
    ],
    [
      "a file in place of a folder",
      [
        { path: "folder/b", text: undefined },
        { path: "folder", text },
      ],
    ],
    ["nothing", ["a", "folder/b", "caf\u00e9/d"].map((path) => ({ path, text: undefined }))],
  ])("is whole for git: %s", async (_, changes) => {
    const { directory, commit } = remoteRepository();
    const store = { directory };
    const start = ["a", "folder/b", "caf\u00e9/d"];
    const first = commit(start.map((path) => ({ path, text: "1\n" })));
    const tree = await writeTree(store, first, changes);
    const wanted = new Set(start);
    for (const { path, text } of changes) text === undefined ? wanted.delete(path) : wanted.add(path);
    const listed = split(say(store, "ls-tree", "-r", "-z", "--name-only", tree)).map(decode);
    expect(listed.sort()).toEqual([...wanted].sort());
    const broken = git(directory, ["fsck", "--strict", "--no-dangling", "--no-progress", tree]);
    expect(broken).toBe("");
    for (const { path, text } of changes)
      if (text !== undefined) expect(say(store, "rev-parse", `${tree}:${path}`).toString()).toBe(blob);
    expect(say(store, "for-each-ref", "refs/hallpass").toString()).toBe("");
  });

  it.each(['"quoted"', "a\nb", '"a\\n\nb"', "back\\slash", "two words"])(
    "loses a file named %j, whatever that is",
    async (name) => {
      const { directory, commit } = remoteRepository();
      const first = commit([
        { path: "kept", text: "1\n" },
        { path: `folder/${name}`, text: "1\n" },
        { path: name, text: "1\n" },
      ]);
      const tree = await writeTree({ directory }, first, [
        { path: `folder/${name}`, text: undefined },
        { path: name, text: undefined },
      ]);
      const listed = split(say({ directory }, "ls-tree", "-r", "-z", "--name-only", tree)).map(decode);
      expect(listed).toEqual(["kept"]);
    },
  );

  it("starts from nothing", async () => {
    const { directory } = remoteRepository();
    const store = { directory };
    const tree = await writeTree(store, null, [{ path: "folder/a", text }]);
    expect(say(store, "ls-tree", "-r", "--name-only", tree).toString()).toBe("folder/a");
  });

  it.each([
    ".git/config",
    "a/../b",
    "a//b",
    "./a",
    "a/.GIT/b",
    ".git./a",
    "a\nM 100644 inline b",
    '"a"',
    "git~1/a",
    "",
  ])("has no file at %j", async (path) => {
    const { directory, commit } = remoteRepository();
    const first = commit([{ path: "a", text: "1\n" }]);
    await expect(writeTree({ directory }, first, [{ path, text }])).rejects.toThrow("cannot be written");
  });

  it("has no file in the place of a folder with other files", async () => {
    const { directory, commit } = remoteRepository();
    const first = commit([{ path: "folder/b", text: "1\n" }]);
    for (const change of [
      { path: "folder", text },
      { path: "folder", text: undefined },
    ])
      await expect(writeTree({ directory }, first, [change])).rejects.toThrow('"folder/b" would change, too');
  });
});
