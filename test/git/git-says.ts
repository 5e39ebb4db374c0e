import { spawnSync } from "node:child_process";
import { devNull } from "node:os";
import { expect } from "vitest";
import {
  findAddition,
  findMergeBase,
  findRemoval,
  isAncestor,
  listChanging,
  listCommits,
  readCommit,
} from "../../src/git/objects/history.ts";
import { diffTrees, findFile, listFiles } from "../../src/git/objects/objects.ts";
import { RepositoryError } from "../../src/git/process/error.ts";
import type { Store } from "../../src/git/process/store.ts";
import { decodePath } from "../../src/git/process/text.ts";

const FAILS = "git fails";

/** What plain git prints; a failure, or an answer with a complaint, is one too. */
export function say(store: Store, ...args: string[]): string {
  const { status, text } = ask(store, args);
  return status > 1 ? FAILS : text;
}

function ask({ directory }: Store, args: readonly string[]): { status: number; text: string } {
  const env = {
    PATH: process.env.PATH,
    HOME: devNull,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_NO_REPLACE_OBJECTS: "1",
  };
  const options = { cwd: directory, env };
  const { status, stdout, stderr } = spawnSync("git", ["--literal-pathspecs", ...args], options);
  const broken = status === null || /^error:/mu.test(stderr.toString());
  return { status: broken ? 128 : status, text: stdout.toString("latin1").trim() };
}

export const split = (text: string): string[] => text.split("\0").filter(Boolean);
export const decode = (path: string): string => decodePath(Buffer.from(path, "latin1"));

export function readRow(row: string): (string | number)[] {
  const [facts = "", path = ""] = row.split("\t");
  const [mode = "", , blob = "", size = "-"] = facts.split(/ +/u);
  return [mode, blob, size === "-" ? 0 : Number(size), decode(path)];
}

/** One question, as the product answers it and as git does. */
interface Question {
  readonly name: string;
  readonly ours: () => Promise<unknown>;
  readonly git: () => unknown;
}

/** All that is asked about two commits and these paths. */
export function listQuestions(store: Store, from: string, to: string, paths: readonly string[]): Question[] {
  const told = (...args: string[]) => say(store, ...args);
  const log = ["log", "--first-parent", "--no-renames", "--format=%H", "-1"];
  return [
    {
      name: "readCommit",
      ours: async () => {
        const { parents, authorEmail, committerEmail } = await readCommit(store, to);
        return [parents.join(" "), authorEmail, committerEmail].join("|");
      },
      git: () => told("log", "-1", "--no-walk", "--format=%P|%ae|%ce", to),
    },
    {
      name: "findMergeBase",
      ours: async () => (await findMergeBase(store, from, to)) ?? "",
      git: () => told("merge-base", from, to),
    },
    {
      name: "isAncestor",
      ours: () => isAncestor(store, from, to),
      git: () => {
        const { status } = ask(store, ["merge-base", "--is-ancestor", from, to]);
        return status > 1 ? FAILS : status === 0;
      },
    },
    {
      name: "listCommits",
      ours: async () => (await listCommits(store, from, to)).map(({ sha }) => sha).join("\n"),
      git: () => told("rev-list", "--topo-order", to, `^${from}`),
    },
    {
      name: "listChanging",
      ours: async () => (await listChanging(store, from, to, paths)).join("\n"),
      git: () => told("rev-list", "--first-parent", "--reverse", to, `^${from}`, "--", ...paths),
    },
    {
      name: "diffTrees",
      ours: async () =>
        (await diffTrees(store, from, to)).map(({ path, status, mode, blob }) =>
          [path, status[0], mode, blob].join(" "),
        ),
      git: () =>
        unlessFailed(
          told("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", from, to),
          readRaw,
        ),
    },
    {
      name: "listFiles",
      ours: async () => (await listFiles(store, to, "")).map(asRow),
      git: () => unlessFailed(told("ls-tree", "-r", "-z", "-l", to), (rows) => split(rows).map(readRow)),
    },
    ...paths.flatMap((path): Question[] => [
      {
        name: `findAddition of ${path}`,
        ours: async () => (await findAddition(store, to, path)) ?? "",
        git: () => told(...log, "--diff-filter=A", to, "--", path),
      },
      {
        name: `findRemoval of ${path}`,
        ours: async () => (await findRemoval(store, to, path)) ?? "",
        git: () => told(...log, "--diff-filter=D", to, "--", path),
      },
      {
        name: `findFile of ${path}`,
        ours: async () => {
          const file = await findFile(store, to, path);
          return file === undefined ? undefined : asRow(file);
        },
        git: () =>
          unlessFailed(told("ls-tree", "-z", "-l", to, "--", path), (rows) =>
            split(rows)
              .filter((row) => !row.includes(" tree "))
              .map(readRow)
              .find((row) => row[3] === path),
          ),
      },
    ]),
  ];
}

/** Fails where the product says anything that git does not say, or fails where git answers. */
export async function expectGitsAnswers(questions: readonly Question[]): Promise<void> {
  for (const { name, ours, git } of questions) expect([name, await ours()]).toEqual([name, git()]);
}

/** Fails where the product says anything that git does not say; it may always say that it cannot tell. */
export async function expectNoOtherAnswers(questions: readonly Question[]): Promise<void> {
  for (const { name, ours, git } of questions) {
    const answer = await ours().catch((error: unknown) => (error instanceof RepositoryError ? FAILS : error));
    if (answer !== FAILS) expect([name, answer]).toEqual([name, git()]);
  }
}

const unlessFailed = (text: string, read: (text: string) => unknown): unknown =>
  text === FAILS ? FAILS : read(text);

const asRow = ({ mode, blob, size, path }: { mode: string; blob: string; size: number; path: string }) => [
  mode,
  blob,
  size,
  path,
];

/** `:MODE MODE ID ID LETTER`, then a path. */
function readRaw(text: string): string[] {
  const records = split(text);
  return records.flatMap((header, index) => {
    const path = records[index + 1];
    if (index % 2 === 1 || path === undefined) return [];
    const [before = "", after = "", blobBefore = "", blobAfter = "", letter = ""] = header
      .slice(1)
      .split(" ");
    const [mode, blob] = letter === "D" ? [before, blobBefore] : [after, blobAfter];
    const status = letter === "A" ? "a" : letter === "D" ? "r" : "m";
    return [[decode(path), status, mode, blob].join(" ")];
  });
}
