import { expect, it } from "vitest";
import type { BranchMove } from "../../../src/core/decision/branch-moves.ts";
import type { PullRequest } from "../../../src/core/decision/github-facts.ts";
import { gatherPushers } from "../../../src/operations/evidence/gather-pushers.ts";
import { at } from "../../support/builders/ledger.ts";
import { unusedGitHub, unusedRepository } from "../../support/unused.ts";

const HEAD = "head";

/** Alice's branch, after so many branches of that name with nothing of hers, each pushed by another person. */
async function pushersAfter(earlier: number): Promise<number> {
  const alice = { id: 1001, login: "alice", type: "User" } as const;
  const moves = Array.from({ length: earlier }, (_, index): BranchMove[] => [
    {
      ...{ kind: "moved", after: `main ${index}`, at: at(index) },
      by: { id: index + 1, login: `p${index}`, type: "User" },
    },
    { kind: "deleted", by: alice, after: "", at: at(index) },
  ]);
  const all: BranchMove[] = [...moves.flat(), { kind: "moved", by: alice, after: HEAD, at: at(1000) }];
  const needs = {
    github: { ...unusedGitHub, listMoves: async () => all },
    repository: { ...unusedRepository, isAncestor: async (commit: string) => commit.startsWith("main") },
  };
  const pull: PullRequest = {
    ...{ number: 1, title: "Access", state: "open", draft: false, author: alice },
    head: { sha: HEAD, ref: "access", repositoryId: 1 },
    base: { ref: "main", repositoryId: 1 },
  };
  const { pushers } = await gatherPushers(needs, pull, {
    ...{ target: "tip", commits: new Set([HEAD]), changes: [] },
  });
  return pushers?.length ?? 0;
}

it("who pushed to an earlier branch of the name counts without a look where there are more of them than are looked into", async () => {
  expect(await pushersAfter(20)).toBe(1);
  expect(await pushersAfter(21)).toBe(22);
});
