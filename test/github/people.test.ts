import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { people } from "../../src/github/people.ts";
import { silent } from "../support/builders/log.ts";

const alice = { id: 1001, login: "alice" };

/** A GitHub where alice has an account, and the organisation acme knows no alice. */
function answering(repository: { readonly status: number; readonly owner?: string }) {
  const answers: Readonly<Record<string, Response>> = {
    "/user/1001": Response.json({ ...alice, type: "User" }),
    "/repos/acme/access": Response.json(
      { owner: { login: repository.owner } },
      { status: repository.status },
    ),
  };
  const fetch = async (url: string) =>
    answers[new URL(url).pathname] ?? Response.json({ message: "Not Found" }, { status: 404 });
  return people(new Octokit({ log: silent, request: { fetch } }), { owner: "acme", repo: "access" });
}

it("who is no member of the organisation that has the repository has left", async () => {
  expect(await answering({ status: 200, owner: "Acme" }).isActive(alice)).toBe(false);
});

it.each([
  ["has another name now, whoever took the old one", { status: 200, owner: "acme-corp" }],
  ["cannot be found any more", { status: 404 }],
  ["cannot be read", { status: 502 }],
])("nobody has left an organisation that %s", async (_what, repository) => {
  await expect(answering(repository).isActive(alice)).rejects.toThrow("read whether alice is in");
});

describe("a commit that GitHub made in the browser", () => {
  const account = { id: 1001, login: "alice" };
  const commitBy = (name: string, committer: object | null) => ({
    sha: "abc",
    author: account,
    committer,
    commit: { committer: { name, email: "ghe-noreply@corp.example" } },
  });

  it.each([
    [
      "is one by web-flow on github.com",
      undefined,
      commitBy("GitHub", { id: 19_864_447, login: "web-flow" }),
      true,
    ],
    ["is none without an account on github.com", undefined, commitBy("GitHub", null), false],
    [
      "is one without an account on a server",
      "https://ghe.example/api/v3",
      commitBy("GitHub Enterprise", null),
      true,
    ],
    ["is one without an account on ghe.com", "https://api.acme.ghe.com", commitBy("GitHub", null), true],
    [
      "is one with an account on a server",
      "https://ghe.example/api/v3",
      commitBy("GitHub Enterprise", account),
      true,
    ],
    ["is none by another name", "https://ghe.example/api/v3", commitBy("alice", null), false],
    ["is none without a name", "https://ghe.example/api/v3", commitBy("", {}), false],
  ])("%s", async (_what, baseUrl, commit, inBrowser) => {
    const fetch = async () => Response.json([commit]);
    const octokit = new Octokit({ log: silent, request: { fetch }, ...(baseUrl && { baseUrl }) });
    const { listCommits } = people(octokit, { owner: "acme", repo: "access" });
    expect(await listCommits(1)).toMatchObject([{ sha: "abc", author: account, inBrowser }]);
  });
});
it.each([
  ["verified", { verification: { verified: true } }, true],
  ["not verified", { verification: { verified: false } }, false],
  ["that is nothing at all", {}, false],
])("a commit is signed if GitHub says so: %s", async (_what, more, isVerified) => {
  const account = { id: 1001, login: "alice", type: "User" };
  const commit = {
    sha: "abc",
    author: account,
    committer: account,
    commit: { committer: { name: "a" }, ...more },
  };
  const fetch = async () => Response.json([commit]);
  const octokit = new Octokit({ log: silent, request: { fetch } });
  const { listCommits } = people(octokit, { owner: "acme", repo: "access" });
  expect(await listCommits(1)).toMatchObject([{ sha: "abc", isVerified }]);
});
it.each([
  ["no date", null, true],
  ["a date", "2026-11-20T10:00:00Z", false],
])(
  "an account with %s of suspension is judged by it, though GitHub still shows the membership",
  async (_what, suspended_at, active) => {
    const answers: Readonly<Record<string, object>> = {
      "/user/1001": { ...alice, type: "User", suspended_at },
      "/orgs/acme/memberships/alice": { state: "active", user: alice },
    };
    const fetch = async (url: string) => Response.json(answers[new URL(url).pathname] ?? {});
    const { isActive } = people(new Octokit({ log: silent, request: { fetch } }), {
      owner: "acme",
      repo: "access",
    });
    expect(await isActive(alice)).toBe(active);
  },
);

it.each([
  ["who is only invited", { state: "pending", user: alice }],
  ["who has the login now, and another number", { state: "active", user: { ...alice, id: 1002 } }],
])("a person %s is no member", async (_what, membership) => {
  const answers: Readonly<Record<string, object>> = {
    "/user/1001": { ...alice, type: "User" },
    "/orgs/acme/memberships/alice": membership,
  };
  const fetch = async (url: string) => Response.json(answers[new URL(url).pathname] ?? {});
  const octokit = new Octokit({ log: silent, request: { fetch } });
  expect(await people(octokit, { owner: "acme", repo: "access" }).isActive(alice)).toBe(false);
});
