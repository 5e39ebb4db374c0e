// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X34: A person takes the branch name of a revert pull request first, opens a pull request from it, or adds
//     a change to it.

import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { gitHubReverts } from "../../src/github/reverts.ts";
import { silent } from "../support/builders/log.ts";

const branch = "hallpass/revert/payments/0123456789abcdef";
const pull = (
  number: number,
  { repo = 77 as number | null, ref = branch, into = "main", type = "Bot", state = "open" } = {},
) => ({
  ...{ number, state, user: { type } },
  html_url: `u${number}`,
  head: { ref, repo: repo && { id: repo } },
  base: { ref: into, repo: { id: 77 } },
});

const answering = (pulls: readonly object[]) =>
  gitHubReverts({
    octokit: new Octokit({ log: silent, request: { fetch: async () => Response.json(pulls) } }),
    name: { owner: "acme", repo: "access" },
    push: async () => undefined,
  });

it("pull requests of forks, of deleted ones too, and into other branches are no revert PRs", async () => {
  const all = [pull(1), pull(2, { repo: 78 }), pull(3, { repo: null }), pull(4, { into: "next" })];
  expect((await answering(all).listOpen("main")).map(({ number }) => number)).toEqual([1]);
});

it("X34: a pull request of a person is no revert PR, whatever its branch is named", async () => {
  const all = [pull(1, { type: "User" }), pull(2)];
  expect((await answering(all).listOpen("main")).map(({ number }) => number)).toEqual([2]);
  expect(await answering(all).find(branch)).toMatchObject([
    { number: 1, isByBot: false },
    { number: 2, isByBot: true },
  ]);
});

it("a pull request of another branch is not found in the place of ours, nor one of a fork", async () => {
  const others = [pull(1, { ref: "other" }), pull(3, { repo: 78 })];
  expect(await answering(others).find(branch)).toEqual([]);
  expect(await answering([...others, pull(2, { state: "closed" })]).find(branch)).toEqual([
    { number: 2, url: "u2", branch, isOpen: false, isByBot: true },
  ]);
});
