import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { findHeadAt } from "../../../src/git/past/before.ts";
import { openStore } from "../../../src/git/repository.ts";
import { git, temporaryFolder } from "../fixture.ts";

const time = new Date("2026-03-10T00:00:00Z");

function makeHistory() {
  const dir = temporaryFolder();
  git(dir, ["init", "--quiet", "--bare"]);
  const tree = execFileSync("git", ["mktree"], { cwd: dir, input: "" }).toString().trim();
  const commit = (day: string, message: string, ...parents: string[]): string => {
    const when = `${day}T00:00:00Z`;
    const env = { ...process.env, GIT_COMMITTER_DATE: when, GIT_AUTHOR_DATE: when };
    const args = [...parents.flatMap((sha) => ["-p", sha]), "-m", message];
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    return execFileSync("git", [...who, "commit-tree", tree, ...args], { cwd: dir, env })
      .toString()
      .trim();
  };
  const first = commit("2026-03-01", "first");
  const ahead = commit("2026-03-20", "dated too late", first);
  const tip = commit("2026-03-21", "later", ahead);
  const side = commit("2026-03-02", "on no line", first);
  const ledgerOf = (named: string): string =>
    commit("2026-03-05", `ledger\n\nHallpass-Default-Branch: ${named}`);
  return { dir, commit, ledgerOf, first, ahead, tip, side };
}

it("takes the commit that the ledger named by then, where commits of the branch are dated later", async () => {
  const { dir, commit, ledgerOf, first, ahead, tip, side } = makeHistory();
  const store = await openStore(dir);
  const find = (ledger: string) => findHeadAt(store, { tip, ledger, time });
  expect(await find(ledgerOf(ahead))).toBe(ahead);
  expect(await find(commit("2026-03-06", "names none", ledgerOf(ahead)))).toBe(ahead);
  expect(await find(ledgerOf(first))).toBe(first);
  // What is no commit of the line counts for nothing, nor what is not there at all.
  expect(await find(ledgerOf(side))).toBe(first);
  expect(await find(ledgerOf("f".repeat(40)))).toBe(first);
  expect(await find(commit("2026-03-05", "no trailer"))).toBe(first);
});
