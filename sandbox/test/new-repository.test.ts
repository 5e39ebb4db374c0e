import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github.stop());

const order = { org: "acme", name: "fresh", private: true, auto_init: true };

describe("a new repository of the organisation", () => {
  it("has one commit of its maker, who administers it", async () => {
    const { repos } = github.as("alice");
    const { data } = await repos.createInOrg(order);
    const made = { full_name: "acme/fresh", private: true, default_branch: "main" };
    expect(data).toMatchObject({ ...made, permissions: { admin: true } });
    const at = { owner: "acme", repo: "fresh" };
    const { data: commits } = await repos.listCommits(at);
    expect(commits).toMatchObject([{ author: { login: "alice" }, commit: { message: "Initial commit" } }]);
    const { data: readme } = await repos.getContent({ ...at, path: "README.md" });
    expect("content" in readme && Buffer.from(readme.content, "base64").toString("utf8")).toBe("# fresh");
  });

  it("is refused for a name that is taken, and to an app", async () => {
    const taken = github.as("alice").repos.createInOrg({ ...order, name: "access" });
    expect(await outcomeOf(taken)).toMatch(/^422 /);
    expect(await outcomeOf(github.asApp().repos.createInOrg({ ...order, name: "other" }))).toMatch(/^403 /);
  });

  it("without a first commit is not supported", async () => {
    const bare = github.as("alice").repos.createInOrg({ ...order, name: "bare", auto_init: false });
    expect(await outcomeOf(bare)).toMatch(/^501 /);
  });
});
