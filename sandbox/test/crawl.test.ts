import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPages, type Visitor } from "./browsing.ts";
import { crawl } from "./crawl.ts";
import { at, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

const branch = "alice/a-note%";
let github: LocalGitHub;
let visitor: Visitor;
beforeAll(async () => {
  github = await startLocalGitHub();
  const olga = github.as("olga");
  await olga.repos.createOrUpdateEnvironment({ ...at, environment_name: "production" });
  await olga.issues.createLabel({ ...at, name: "question" });
  const { pushBranch } = await github.clone("alice");
  const head = await pushBranch(branch, {
    "README.md":
      "# Access\n\n[notes](notes) [a note](notes/%C3%A4%20b%23c.md#two-words) [from the root](/policies/)\n",
    "notes/ä b#c.md": "## Two words\n\n[up](../README.md) [here](#two-words)\n",
  });
  await github.as("alice").pulls.create({ ...at, title: "A note", head: branch, base: "main" });
  await github.as("alice").issues.create({ ...at, title: "A question", body: "Why?" });
  await github.asApp().checks.create({ ...at, name: "robot/verdict", head_sha: head, status: "in_progress" });
  await github.sandbox.control.startRun({ environment: "production", login: "alice" });
  visitor = await openPages(github.sandbox);
});
afterAll(() => github?.stop());

describe("from the first page on", () => {
  it.each(["olga", "alice"])("every link of every page leads to a page, for %s", async (login) => {
    await visitor.be(login);
    const { opened, dead } = await crawl(visitor, github.sandbox.url, [{ on: "", to: "/" }]);
    expect(dead).toEqual([]);
    expect(opened.size).toBeGreaterThan(40);
    expect([...opened].some((address) => address.endsWith("/settings/hooks"))).toBe(login === "olga");
  });

  it("a dead link is found", async () => {
    const body = "[gone](/acme/access/pull/999) and [no such part](/acme/access/issues#nowhere)";
    const { data } = await github.as("alice").issues.create({ ...at, title: "Dead", body });
    const page = `${github.sandbox.url}/acme/access/issues/${data.number}`;
    const { dead } = await crawl(visitor, github.sandbox.url, [{ on: "a test", to: page }], 1);
    expect(dead).toEqual([
      { on: page, to: `${github.sandbox.url}/acme/access/pull/999`, why: "404" },
      { on: page, to: `${github.sandbox.url}/acme/access/issues#nowhere`, why: "no #nowhere" },
    ]);
  });
});

describe("the links of the API's answers", () => {
  it("lead to pages, wherever an answer has an html_url", async () => {
    const olga = github.as("olga");
    const answers = await Promise.all([
      olga.repos.get(at),
      olga.pulls.list({ ...at, state: "all" }),
      olga.issues.listForRepo({ ...at, state: "all" }),
      olga.repos.getAllEnvironments(at),
      olga.actions.listWorkflowRunsForRepo(at),
      olga.actions.listRepoWorkflows(at),
      olga.repos.listCommits(at),
      olga.repos.getContent({ ...at, path: "README.md" }),
      olga.repos.getContent({ ...at, path: "" }),
      olga.repos.compareCommitsWithBasehead({ ...at, basehead: `main...${branch}` }),
      olga.repos.getRepoRulesets(at),
      olga.teams.list({ org: "acme" }),
      olga.apps.getBySlug({ app_slug: github.sandbox.apps[0].slug }),
      olga.orgs.get({ org: "acme" }),
      olga.users.getByUsername({ username: "alice" }),
    ]);
    const links = [...new Set(answers.flatMap((answer) => listHtmlUrls(answer)))];
    await visitor.be("olga");
    const { dead } = await crawl(
      visitor,
      github.sandbox.url,
      links.map((to) => ({ on: "the API", to })),
      0,
    );
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(15);
  });
});

function listHtmlUrls(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === "html_url" && typeof inner === "string") return [inner];
    if (name === "html" && typeof inner === "object" && inner !== null && "href" in inner)
      return [String(inner.href)];
    return listHtmlUrls(inner);
  });
}
