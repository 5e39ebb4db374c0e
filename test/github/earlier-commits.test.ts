import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { earlierCommits } from "../../src/github/earlier-commits.ts";
import { silent } from "../support/builders/log.ts";

/** What GitHub tells of a commit, when it answers so. */
const answering = (status: number) =>
  earlierCommits(
    new Octokit({
      log: silent,
      request: { fetch: async () => Response.json({ message: "no" }, { status }) },
    }),
    { owner: "acme", repo: "access" },
  );

it.each([404, 409, 422])("a commit that GitHub does not have (%d) is an answer", async (status) => {
  expect(await answering(status).listHistory("abc")).toBeUndefined();
  expect(await answering(status).findBlob("abc", "a.yaml")).toBeUndefined();
});

it.each([401, 403, 500])("a commit that GitHub does not show (%d) is an error", async (status) => {
  const error = { name: "GitHubError", status };
  await expect(answering(status).listHistory("abc")).rejects.toMatchObject(error);
  await expect(answering(status).findBlob("abc", "a.yaml")).rejects.toMatchObject(error);
});
