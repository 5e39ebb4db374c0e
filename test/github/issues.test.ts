import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { issues } from "../../src/github/issues.ts";

it.each([
  ["OWNER", true],
  ["MEMBER", true],
  ["COLLABORATOR", true],
  ["CONTRIBUTOR", undefined],
  ["NONE", undefined],
  [undefined, undefined],
])("of a comment by %s it knows whether a member wrote it", async (author_association, member) => {
  const time = "2026-11-20T14:00:00Z";
  const fetch = async () =>
    Response.json([
      {
        id: 5,
        user: { id: 1001, login: "alice", type: "User" },
        body: "/hallpass status",
        issue_url: "https://api.github.com/repos/acme/access/issues/12",
        ...{ created_at: time, updated_at: time, author_association },
      },
    ]);
  const octokit = new Octokit({ request: { fetch } });
  const [comment] = await issues(octokit, { owner: "acme", repo: "access" }).listComments(new Date(time));
  expect([comment?.number, comment?.member]).toEqual([12, member]);
});
