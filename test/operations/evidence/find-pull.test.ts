import { expect, it } from "vitest";
import type { PullRequest } from "../../../src/core/decision/github-facts.ts";
import { findPullOf } from "../../../src/operations/evidence/find-pull.ts";
import { START } from "../../support/builders/ledger.ts";
import { unusedGitHub, unusedRepository } from "../../support/unused.ts";

/** A pull request that GitHub names for the commit, and what it was merged as. */
const named = (number: number, commit?: string): PullRequest => ({
  ...{ number, title: "Access", draft: false, state: commit === undefined ? "open" : "closed" },
  author: { id: 1001, login: "alice", type: "User" },
  head: { sha: `head of ${number}`, ref: "access", repositoryId: 1 },
  base: { ref: "main", repositoryId: 1 },
  ...(commit !== undefined && { merged: { at: START, commit } }),
});

const find = (...pulls: readonly PullRequest[]) =>
  findPullOf(
    {
      github: {
        ...unusedGitHub,
        listPullsOf: async () => pulls.map(({ number }) => number),
        readPull: async (asked) => pulls.find(({ number }) => number === asked),
      },
      repository: { ...unusedRepository, pullHead: async (number) => `head of ${number}` },
    },
    "squash",
  );

it("of those that GitHub names for a commit it is the one that was merged as that commit", async () => {
  const [open, other, own] = [named(1), named(2, "another"), named(3, "squash")];
  expect(await find(open, other, own)).toBe(own);
  expect(await find(open, other)).toBeUndefined();
  expect(await find()).toBeUndefined();
});
