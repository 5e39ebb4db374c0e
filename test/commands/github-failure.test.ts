import { describe, expect, it } from "vitest";
import { classifyGitHub, githubFixes, withNextStep } from "../../src/commands/input/github-failure.ts";
import { RepositoryError } from "../../src/git/process/error.ts";
import { GitHubError } from "../../src/github/http/error.ts";
import { PausedError } from "../../src/github/http/limits.ts";

const answered = (status: number, headers = {}) =>
  Object.assign(new Error("as GitHub says"), { status, request: {}, response: { status, headers } });
const unanswered = Object.assign(new Error("fetch failed"), { status: 500, request: {} });
const git = (detail: string, retryable = true) =>
  new RepositoryError({ command: "fetch", exitCode: 128, detail, retryable });
const [now, later] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-11-20T10:01:00Z")];

describe("the next step", () => {
  it("is said for GitHub's failures alone", async () => {
    const refused = new GitHubError("read the repository acme/none", answered(404));
    await expect(withNextStep(() => Promise.reject(refused))).rejects.toMatchObject({
      code: "GITHUB_REFUSED",
      message: refused.message,
      fix: githubFixes.GITHUB_REFUSED,
    });
    const other = new Error("no space left");
    await expect(withNextStep(() => Promise.reject(other))).rejects.toBe(other);
    expect(await withNextStep(async () => 7)).toBe(7);
  });
});

describe("why GitHub gave no answer", () => {
  it.each<[string, unknown, string | undefined]>([
    ["no connection", unanswered, "GITHUB_UNREACHABLE"],
    ["its own failure", new GitHubError("read", answered(502)), "GITHUB_UNREACHABLE"],
    ["a wrong credential", new GitHubError("read", answered(401)), "GITHUB_REFUSED"],
    ["a missing permission", answered(403), "GITHUB_REFUSED"],
    ["a rate limit", answered(403, { "retry-after": "60" }), "GITHUB_THROTTLED"],
    ["a pause that was kept", new PausedError(later, now), "GITHUB_THROTTLED"],
    [
      "a cause of a cause",
      new Error("sign in", { cause: new Error("why", { cause: unanswered }) }),
      "GITHUB_UNREACHABLE",
    ],
    [
      "git without a connection",
      git("fatal: unable to access: Couldn't connect to server"),
      "GITHUB_UNREACHABLE",
    ],
    ["git with a wrong credential", git("fatal: Authentication failed for 'https://…'"), "GITHUB_REFUSED"],
    ["git in the clone alone", git("fatal: bad object", false), undefined],
    ["anything else", new Error("no space left"), undefined],
    ["no error", "text", undefined],
  ])("%s", (_what, error, code) => {
    expect(classifyGitHub(error)).toBe(code);
  });
});
