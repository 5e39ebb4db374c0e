import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import type { CheckResult } from "../../src/core/decision/check-result.ts";
import { pullRequests } from "../../src/github/pulls.ts";
import { describeBlocked } from "../../src/report/words/blocked.ts";
import { silent } from "../support/builders/log.ts";

const receipt: CheckResult = {
  kind: "revert",
  paths: [],
  ungranted: [],
  ending: [],
  unreviewed: [],
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
    405,
    'Repository rule violations found\n\nRequired status check "hallpass/decision" is in progress.',
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
  [405, "Merge conflict between base and head", "the requester asks again on a new branch"],
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

/** A GitHub that refuses to merge so many times, and says this of whether it could. */
function mergeComputed(refusals: number, mergeable: boolean | null) {
  const asked: string[] = [];
  const fetch = async (_address: string, { method }: { method: string }) => {
    asked.push(method);
    const isRefused = method === "PUT" && asked.filter((each) => each === "PUT").length <= refusals;
    const body = isRefused ? { message: "Pull Request is not mergeable" } : { mergeable, merged: true };
    const headers = { "content-type": "application/json" };
    return new Response(JSON.stringify(body), { status: isRefused ? 405 : 200, headers });
  };
  const octokit = new Octokit({ log: silent, request: { fetch } });
  const pulls = pullRequests(octokit, { owner: "acme", repo: "access" });
  return { asked, result: pulls.merge(7, "h1", receipt, null) };
}

it("is tried again while GitHub still computes whether it can be merged: that is no conflict", async () => {
  await expect(mergeComputed(1, null).result).rejects.toMatchObject({ name: "GitHubError", status: 405 });
});

it("is merged when GitHub finished computing meanwhile, and refused when it refuses again", async () => {
  const finished = mergeComputed(1, true);
  expect(await finished.result).toBe("merged");
  expect(finished.asked).toEqual(["PUT", "GET", "PUT"]);
  expect(await mergeComputed(2, true).result).toEqual({ refused: "Pull Request is not mergeable" });
});

it("is a conflict when GitHub says that it cannot be merged", async () => {
  const { asked, result } = mergeComputed(1, false);
  expect(await result).toEqual({ refused: "Pull Request is not mergeable" });
  expect(asked).toEqual(["PUT", "GET"]);
});

it("what GitHub says beside the app's own check is the refusal, whether or not the check is green", async () => {
  const conversation = "Repository rule violations found\n\nA conversation must be resolved.\n\n";
  const own = 'Required status check "hallpass/decision" is in progress.\n\n';
  expect(await merge(405, conversation + own)).toEqual(await merge(405, conversation));
});
