import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { BranchMove } from "../../src/core/decision/branch-moves.ts";
import { fileMemory, rememberMoves } from "../../src/github/remember-moves.ts";
import { unusedGitHub } from "../support/unused.ts";

const alice = { id: 1001, login: "alice", type: "User" } as const;
const carol = { id: 1003, login: "carol", type: "User" } as const;
const move = (after: string, second: number, by: BranchMove["by"] = alice): BranchMove => ({
  kind: "moved",
  by,
  after,
  at: new Date(Date.UTC(2026, 10, 20, 10, 0, second)),
});

const newFile = () => join(mkdtempSync(join(tmpdir(), "moves-")), "moves.json");

/** A GitHub whose log tells this now. */
function remember(path: string, log: { tells: BranchMove[] | undefined }) {
  const failures: unknown[] = [];
  const unread: unknown[] = [];
  const github = rememberMoves(
    { ...unusedGitHub, listMoves: async () => log.tells },
    fileMemory(path, {
      unread: (error) => void unread.push(error),
      unwritten: (error) => void failures.push(error),
    }),
  );
  return { list: () => github.listMoves("ask"), failures, unread };
}

it.each([
  ["tells nothing of a deleted branch", []],
  ["cannot be read", undefined],
  ["forgets the oldest", [move("h2", 2, carol)]],
])("what the activity log told once counts when it %s, also after a restart", async (_how, later) => {
  const path = newFile();
  const log: { tells: BranchMove[] | undefined } = { tells: [move("h1", 1), move("h2", 2, carol)] };
  const told = await remember(path, log).list();
  log.tells = later;
  expect(await remember(path, log).list()).toEqual(told);
  expect(told).toEqual([move("h1", 1), move("h2", 2, carol)]);
});

it("the first start, without a file, is no failure", async () => {
  const { list, unread } = remember(newFile(), { tells: [] });
  await list();
  expect(unread).toEqual([]);
});

it("nothing is made up: a branch the log never told of stays unknown", async () => {
  expect(await remember(newFile(), { tells: [] }).list()).toEqual([]);
  expect(await remember(newFile(), { tells: undefined }).list()).toBeUndefined();
});

it("what is told since is added, and an account that is gone since is still known", async () => {
  const path = newFile();
  const log = { tells: [move("h1", 1)] };
  await remember(path, log).list();
  log.tells = [move("h1", 1, undefined), move("h3", 3, carol)];
  expect(await remember(path, log).list()).toEqual([move("h1", 1), move("h3", 3, carol)]);
});

it.each(["", "{", "null", '[{"branch":"ask","moves":[{"kind":"moved","after":"h1","at":"never"}]}]'])(
  "a file that holds %j is told, and begun anew",
  async (text) => {
    const path = newFile();
    writeFileSync(path, text);
    const { list, failures, unread } = remember(path, { tells: [move("h1", 1)] });
    expect(await list()).toEqual([move("h1", 1)]);
    expect(unread).toEqual([expect.any(Error)]);
    expect(JSON.parse(readFileSync(path, "utf8"))).toHaveLength(1);
    expect(failures).toEqual([]);
  },
);

it("a disk that takes nothing is told, and what is known is answered", async () => {
  const path = join(newFile(), "no", "folder");
  writeFileSync(join(path, "../.."), "a file");
  const { list, failures } = remember(path, { tells: [move("h1", 1)] });
  expect(await list()).toEqual([move("h1", 1)]);
  expect(failures).toMatchObject([{ code: expect.stringMatching(/ENOTDIR|EEXIST/u) }]);
});
