import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { gitHubReverts } from "../../src/github/reverts.ts";
import { silent } from "../support/builders/log.ts";

const branch = "hallpass/revert/payments/0123456789abcdef";
const pull = (number: number, { repo = 77 as number | null, ref = branch, into = "main" } = {}) => ({
  number,
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

it("a pull request of another branch is not found in the place of ours", async () => {
  expect(await answering([pull(1, { ref: "other" })]).find(branch)).toBeUndefined();
  expect(await answering([pull(1, { ref: "other" }), pull(2)]).find(branch)).toMatchObject({ number: 2 });
});
