import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import type { Opinion } from "../../src/core/opinion.ts";
import { pullRequests } from "../../src/github/pulls.ts";
import { describeBlocked } from "../../src/report/blocked.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const receipt: Opinion = {
  kind: "receipt",
  paths: [],
  ungranted: [],
  ending: [],
  findings: [],
  approved: true,
};

function merge(status: number, message: string, headers: Record<string, string> = {}) {
  const fetch = async () =>
    new Response(JSON.stringify({ message, documentation_url: "https://docs.github.com" }), {
      status,
      headers: { "content-type": "application/json", ...headers },
    });
  const octokit = new Octokit({ log: silent, request: { fetch } });
  return pullRequests(octokit, { owner: "acme", repo: "access" }).merge(7, "h1", receipt, null);
}

it.each([
  [405, "Base branch was modified. Review and try the merge again.", {}, undefined],
  [405, 'Required status check "hallpass/decision" is expected.', {}, undefined],
  [
    405,
    'Repository rule violations found\n\nRequired status check "hallpass/decision" is expected.',
    {},
    undefined,
  ],
  [
    403,
    "You have exceeded a secondary rate limit. Please wait a few minutes.",
    { "retry-after": "7" },
    7_000,
  ],
  [429, "You have exceeded a secondary rate limit", { "retry-after": "8" }, 8_000],
  [403, "You have exceeded a secondary rate limit. Please wait a few minutes.", {}, 60_000],
])("passes by itself, and is tried again: %i %s %j", async (status, message, headers, retryAfterMs) => {
  await expect(merge(status, message, headers)).rejects.toMatchObject({
    name: "GitHubError",
    status,
    retryAfterMs,
    message: `GitHub did not do "merge #7" (${status}: ${message.replace(/\s+/gu, " ")}).`,
  });
});

it.each([
  [405, "Pull Request is still a draft", "click “Ready for review”."],
  [
    405,
    "Repository rule violations found\n\nA conversation must be resolved before this pull request can be merged.\n\n",
    "resolve every conversation",
  ],
  [
    405,
    "Repository rule violations found\n\nCommits must have verified signatures.\n\n",
    "“Require signed commits”",
  ],
  [405, "Changes were requested by dave.", "the reviewer who requested changes"],
  [405, 'Required status check "ci" is expected.', "wait for the other checks"],
  [403, "Resource not accessible by integration", "`hallpass doctor`"],
  [422, "Validation Failed", "`hallpass doctor`"],
])("is refused in GitHub's words: %i %s", async (status, message, next) => {
  const result = await merge(status, message);
  const refused = message.replace(/\s+/gu, " ").trim();
  expect(result).toEqual({ refused });
  const { title, summary } = describeBlocked(refused);
  expect(title).toContain(refused.replace("Repository rule violations found ", ""));
  expect(summary).toContain(`**Next:** `);
  expect(summary).toContain(next);
});

it("a head that moved is no refusal", async () => {
  expect(await merge(409, "Head branch was modified. Review and try the merge again.")).toBe("moved");
});
