import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { pullRequests } from "../../src/github/pulls.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const answering = (status: number) =>
  pullRequests(
    new Octokit({
      log: silent,
      request: {
        fetch: async () =>
          new Response('{"message":"no"}', { status, headers: { "content-type": "application/json" } }),
      },
    }),
    { owner: "acme", repo: "access" },
  );

it("a number that names no pull request is an answer", async () => {
  expect(await answering(404).readPull(12)).toBeUndefined();
});

it.each([401, 403, 500, 502])("a pull request that cannot be read (%d) is an error", async (status) => {
  await expect(answering(status).readPull(12)).rejects.toThrow(`read pull request #12" (${status})`);
});
