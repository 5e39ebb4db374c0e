import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { buildSync } from "esbuild";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createBranch } from "../../../src/git/objects/branch.ts";
import { writeTree } from "../../../src/git/objects/tree.ts";
import { openStore } from "../../../src/git/repository.ts";
import { walkToLast } from "../../../src/git/walk/changes.ts";
import { readAncestry } from "../../../src/git/walk/history.ts";
import { LeftToGit } from "../../../src/git/walk/left-to-git.ts";
import { readObject } from "../../../src/git/walk/object-reader.ts";
import { git, remoteRepository, temporaryFolder } from "../fixture.ts";
import { expectGitsAnswers, expectNoOtherAnswers, listQuestions } from "../git-says.ts";

const paths = ["folder/b", "b/../a"];

afterEach(() => {
  vi.unstubAllEnvs();
});

function scene() {
  const remote = remoteRepository();
  const { directory, commit } = remote;
  const first = commit([
    { path: "a", text: "1\n" },
    { path: "folder/b", text: "2\n" },
  ]);
  const put = (type: string, content: string | Buffer) =>
    git(directory, ["hash-object", "-t", type, "-w", "--literally", "--stdin"], content);
  const tree = git(directory, ["rev-parse", `${first}^{tree}`]);
  return { ...remote, store: { directory }, first, tree, blob: put("blob", "x\n"), put };
}

type Scene = ReturnType<typeof scene>;

const who = "Alice <alice@example.com> 1795183200 +0000";
const entry = (mode: string, name: string, id: string): Buffer =>
  Buffer.concat([Buffer.from(`${mode} ${name}\0`, "latin1"), Buffer.from(id, "hex")]);
const commitOf = ({ put, tree }: Pick<Scene, "put" | "tree">, ...lines: string[]): string =>
  put("commit", `${[`tree ${tree}`, ...lines].join("\n")}\n\nmessage\n`);
const plain = ({ first }: Scene): string[] => [`parent ${first}`, `author ${who}`, `committer ${who}`];
const holding = (told: Scene, ...entries: Buffer[]): string =>
  commitOf({ ...told, tree: told.put("tree", Buffer.concat(entries)) }, ...plain(told));
const embedded = (id: string): string =>
  `object ${id}\n type commit\n parent ${id}\n author x\n \n parent ${id}`;

const hostile: readonly (readonly [string, (told: Scene) => string])[] = [
  [
    "one name twice",
    (told) => holding(told, entry("100644", "a", told.blob), entry("100755", "a", told.blob)),
  ],
  [
    "a file and a folder of one name",
    (told) => holding(told, entry("100644", "a", told.blob), entry("40000", "a", told.tree)),
  ],
  [
    "names out of order",
    (told) => holding(told, entry("100644", "folder", told.blob), entry("100644", "a", told.blob)),
  ],
  [
    "a folder that stands where a file would",
    (told) => holding(told, entry("40000", "folder", told.tree), entry("100644", "folder.x", told.blob)),
  ],
  ...[".git", ".GIT", "..", ".", "folder/b", "", "a\n", "A", "\xff"].map(
    (name): readonly [string, (told: Scene) => string] => [
      `the name ${JSON.stringify(name)} for a folder`,
      (told) => holding(told, entry("40000", name, told.tree)),
    ],
  ),
  ...[
    "100664",
    "0100644",
    "040000",
    "755",
    "120777",
    "100644x",
    "constructor",
    "__proto__",
    "",
    "+100644",
  ].map((mode): readonly [string, (told: Scene) => string] => [
    `the mode ${JSON.stringify(mode)}`,
    (told) => holding(told, entry(mode, "a", told.blob)),
  ]),
  ["a tree for a file", (told) => holding(told, entry("100644", "a", told.tree))],
  ["a file for a folder", (told) => holding(told, entry("40000", "folder", told.blob))],
  ["a commit for a folder", (told) => holding(told, entry("40000", "folder", told.first))],
  ["a link on the way", (told) => holding(told, entry("120000", "folder", told.blob))],
  ["a submodule on the way", (told) => holding(told, entry("160000", "folder", told.first))],
  ["a file that is not here", (told) => holding(told, entry("100644", "a", "1".repeat(40)))],
  ["a folder that is not here", (told) => holding(told, entry("40000", "folder", "1".repeat(40)))],
  [
    "a tree that ends in the middle of an id",
    (told) => holding(told, entry("100644", "a", told.blob).subarray(0, -1)),
  ],
  [
    "two trees",
    (told) => commitOf(told, `tree ${told.put("tree", entry("100644", "a", told.blob))}`, ...plain(told)),
  ],
  ["a tree in upper case", (told) => commitOf({ ...told, tree: told.tree.toUpperCase() }, ...plain(told))],
  [
    "a parent after the author",
    (told) => commitOf(told, `author ${who}`, `parent ${told.first}`, `committer ${who}`),
  ],
  [
    "a parent after the committer",
    (told) => commitOf(told, `author ${who}`, `committer ${who}`, `parent ${told.first}`),
  ],
  ["one parent twice", (told) => commitOf(told, `parent ${told.first}`, ...plain(told))],
  ["a parent that is not here", (told) => commitOf(told, `parent ${"1".repeat(40)}`, ...plain(told))],
  [
    "a parent in upper case",
    (told) => commitOf(told, `parent ${told.first.toUpperCase()}`, ...plain(told).slice(1)),
  ],
  [
    "an author and a committer said again",
    (told) => commitOf(told, ...plain(told), "author M <m@example.com> 1 +0000", "committer M <n@x> 1 +0000"),
  ],
  ["no author", (told) => commitOf(told, `parent ${told.first}`, `committer ${who}`)],
  [
    "an address with brackets",
    (told) => commitOf(told, "author A <a@x> <b@x> 1 +0000", "committer A <<a@x>> 1 +0000"),
  ],
  ["no address", (told) => commitOf(told, "author A 1 +0000", "committer <> 1 +0000")],
  ["another encoding", (told) => commitOf(told, ...plain(told), "encoding UTF-16")],
  [
    "a parent in a merged tag and a signature",
    (told) =>
      commitOf(
        told,
        `author ${who}`,
        `committer ${who}`,
        `mergetag ${embedded(told.first)}`,
        `gpgsig ${embedded(told.first)}`,
      ),
  ],
  [
    "a tag where a commit is meant",
    ({ put, first }) => put("tag", `object ${first}\ntype commit\ntag v1\ntagger ${who}\n\nmessage\n`),
  ],
];

const misnamed: readonly (readonly [string, RegExp, (told: Scene) => string])[] = [
  [
    "a commit for a tree",
    /Files|findFile|diff/u,
    (told) => commitOf({ ...told, tree: told.first }, ...plain(told)),
  ],
  [
    "a parent that is a tree",
    /isAncestor|Base|listCommits/u,
    (told) => commitOf(told, `parent ${told.tree}`, ...plain(told).slice(1)),
  ],
];

describe("what a hostile writer makes is read as git reads it, or not at all", () => {
  it.each(hostile)("%s", async (_, make) => {
    const told = scene();
    const made = make(told);
    await expectNoOtherAnswers(listQuestions(told.store, told.first, made, paths));
  });

  it.each(misnamed)("%s", async (_, asked, make) => {
    const told = scene();
    const questions = listQuestions(told.store, told.first, make(told), paths);
    await expectNoOtherAnswers(questions.filter(({ name }) => asked.test(name)));
  });
});

/** Three commits after the first, one line. */
function line(told: Scene): readonly [string, string, string] {
  const change = (text: string, parent: string) => {
    const tree = told.put("tree", entry("100644", "a", told.put("blob", text)));
    return commitOf({ ...told, tree }, `parent ${parent}`, `author ${who}`, `committer ${who}`);
  };
  const second = change("2\n", told.first);
  const third = change("3\n", second);
  return [second, third, change("4\n", third)];
}

function askAll(told: Scene, [second, third, fourth]: readonly [string, string, string]) {
  const pairs = [
    [told.first, fourth],
    [fourth, told.first],
    [second, third],
  ] as const;
  return pairs.flatMap(([from, to]) => listQuestions(told.store, from, to, ["a"]));
}

describe("a clone of which git says something else than its commits", () => {
  it.each([
    [
      "is shallow",
      ({ directory }: Scene, second: string) => writeFileSync(join(directory, "shallow"), `${second}\n`),
    ],
    [
      "has grafts",
      ({ directory, first }: Scene, _second: string, third: string) => {
        mkdirSync(join(directory, "info"), { recursive: true });
        writeFileSync(join(directory, "info/grafts"), `${third} ${first}\n`);
      },
    ],
    [
      "has a replaced commit, which nobody believes",
      ({ directory, first }: Scene, second: string) => git(directory, ["replace", second, first]),
    ],
  ])("%s", async (_, prepare) => {
    const told = scene();
    const commits = line(told);
    prepare(told, commits[0], commits[1]);
    await expectGitsAnswers(askAll(told, commits));
  });
});

describe("a clone that is damaged fails, or says what it said before", () => {
  const fileOf = ({ directory }: Scene, id: string) =>
    join(directory, "objects", id.slice(0, 2), id.slice(2));

  it.each([
    ["a commit is gone", (told: Scene, id: string) => rmSync(fileOf(told, id))],
    [
      "a commit is not whole",
      (told: Scene, id: string) => {
        chmodSync(fileOf(told, id), 0o644);
        writeFileSync(fileOf(told, id), readFileSync(fileOf(told, id)).fill(0, 20));
      },
    ],
  ])("%s", async (_, damage) => {
    const told = scene();
    const commits = line(told);
    const pair = listQuestions(told.store, told.first, commits[2], ["a"]);
    const before = pair.map((question) => ({ ...question, said: question.git() }));
    damage(told, commits[0]);
    await expectNoOtherAnswers(before.map(({ said, ...question }) => ({ ...question, git: () => said })));
  });
});

describe("how much a hostile writer can make the server do", () => {
  function longHistory(length: number) {
    const { directory } = remoteRepository();
    const commits = Array.from(
      { length },
      (_, at) => `commit refs/heads/main\nmark :${at + 1}\ncommitter ${who}\ndata 0\n`,
    );
    git(directory, ["fast-import", "--quiet"], `${commits.join("")}\n`);
    return { store: { directory }, tip: git(directory, ["rev-parse", "refs/heads/main"]) };
  }

  it("a long history is git's to walk", async () => {
    const { store, tip } = longHistory(501);
    await expect(readAncestry(store, tip)).rejects.toThrow(LeftToGit);
    await expect(walkToLast(store, "A", tip, "never")).rejects.toThrow(LeftToGit);
    const short = git(store.directory, ["rev-parse", `${tip}~1`]);
    expect((await readAncestry(store, short)).size).toBe(500);
    expect(await walkToLast(store, "A", short, "never")).toBeUndefined();
  });

  it("a big object is git's to read: none is kept", async () => {
    const { directory } = remoteRepository();
    const put = (size: number) => git(directory, ["hash-object", "-w", "--stdin"], "x".repeat(size));
    expect(await readObject({ directory }, put(64 * 1024 + 1))).toBeUndefined();
    expect((await readObject({ directory }, put(64 * 1024)))?.bytes.length).toBe(64 * 1024);
  });
});

describe("the one git process that answers", () => {
  /** A `git` first on the path: as the script says where it would answer many questions, else the real one. */
  function pretend(script: string): void {
    const folder = temporaryFolder();
    const real = execFileSync("sh", ["-c", "command -v git"]).toString().trim();
    const text = `#!/bin/sh\ncase "$*" in *--batch-command*) ${script} ;; esac\nexec '${real}' "$@"\n`;
    writeFileSync(join(folder, "git"), text.replaceAll("REAL", real), { mode: 0o755 });
    vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
  }

  it.each([
    ["dies at once", () => "exit 1"],
    ["ends in the middle of an answer", () => "read q; printf 'abc blob'; exit 0"],
    ["says that all is missing", () => 'while read k i; do echo "$i missing"; done; exit 0'],
    ["speaks in riddles", () => "while read q; do echo so it is; done; exit 0"],
    ["answers another question", ({ blob }: Scene) => `while read q; do echo "${blob} blob 7"; done; exit 0`],
    ["answers a step late", ({ blob }: Scene) => `(echo info ${blob}; cat) | REAL "$@"; exit 0`],
    [
      "gives other bytes",
      () => `while read k i; do echo "$i blob 2"; test "$k" = contents && echo "y" && echo; done; exit 0`,
    ],
  ])("is not believed where it %s", async (_, script) => {
    const told = scene();
    const after = told.commit([{ path: "a", text: "more than that\n" }], [told.first]);
    pretend(script(told));
    const questions = listQuestions(told.store, told.first, after, ["a"]);
    const answers = await Promise.all(questions.map(async ({ name, ours }) => [name, await ours()]));
    expect(answers).toEqual(questions.map(({ name, git: ask }) => [name, ask()]));
  });

  it("ends while it is asked, and nothing is lost", async () => {
    const told = scene();
    pretend("read q; kill -9 $$");
    expect(await readObject(told.store, told.first)).toBeUndefined();
    vi.unstubAllEnvs();
    expect((await readObject(told.store, told.first))?.type).toBe("commit");
  });

  it("cannot be started where no more files can be opened: that is told, and ends nothing else", () => {
    const contents = `
      import { openSync } from "node:fs";
      import { runGit } from "./process/command.ts";
      import { readObject } from "./walk/object-reader.ts";
      try { for (;;) openSync("/dev/null"); } catch {}
      const store = { directory: "/" };
      const read = await readObject(store, "1".repeat(40));
      const run = await runGit(store, ["version"]).catch(({ name }) => name);
      await new Promise(setImmediate);
      process.stdout.write(\`${"$"}{read} ${"$"}{run}\`);`;
    const stdin = {
      contents,
      resolveDir: join(import.meta.dirname, "../../../src/git"),
      loader: "ts",
    } as const;
    const { outputFiles } = buildSync({ stdin, bundle: true, platform: "node", format: "esm", write: false });
    const shell = `ulimit -n 64; exec '${process.execPath}' --input-type=module`;
    const { stdout } = spawnSync("sh", ["-c", shell], { input: outputFiles[0]?.text ?? "" });
    expect(stdout.toString()).toBe("undefined RepositoryError");
  });
});

describe("what is written", () => {
  it("leaves nothing behind where it cannot be written", async () => {
    const { directory } = remoteRepository();
    rmSync(join(directory, "objects/pack"), { recursive: true, force: true, maxRetries: 10 });
    writeFileSync(join(directory, "objects/pack"), "in the way");
    const before = readdirSync(directory, { recursive: true });
    const change = { path: "a", text: "test content\n" };
    await expect(writeTree({ directory }, null, [change])).rejects.toThrow("git fast-import failed");
    expect(readdirSync(directory, { recursive: true })).toEqual(before);
  });

  it("is where git looks for it, in a working tree added to a clone too", async () => {
    const { directory, commit } = remoteRepository();
    const first = commit([{ path: "folder/a", text: "1\n" }]);
    const added = join(temporaryFolder(), "added");
    git(directory, ["worktree", "add", "--quiet", "--detach", added, first]);
    const store = await openStore(added);
    const by = { name: "Alice", email: "alice@example.com", date: "1795183200 +0000" };
    const made = await createBranch(store, {
      branch: "proposal",
      from: first,
      files: [{ path: "folder/b", text: "2\n" }],
      message: "more",
      author: by,
      committer: by,
    });
    expect(git(directory, ["ls-tree", "-r", "--name-only", made])).toBe("folder/a\nfolder/b");
    writeFileSync(join(directory, "shallow"), `${made}\n`);
    await expectNoOtherAnswers(listQuestions(await openStore(added), first, made, ["folder/b"]));
  });
});
