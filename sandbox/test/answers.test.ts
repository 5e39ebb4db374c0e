import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;

beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github.stop());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe("answers", () => {
  it("name an endpoint that is not there, and do not pretend", async () => {
    const answer = await github.call("/repos/acme/access/actions/caches", bearer(github.tokenOf("eve")));
    expect(answer.status).toBe(501);
    expect(answer.body).toMatchObject({
      message: "GET /repos/acme/access/actions/caches is not supported by the sandbox.",
    });
  });

  it.each([
    ["a filter nobody reads", "/repos/acme/access/commits?author=alice", {}, "The parameter author"],
    [
      "another form",
      "/repos/acme/access/readme",
      { accept: "application/vnd.github.raw" },
      "GET /repos/acme/access/readme",
    ],
    [
      "a raw file",
      "/repos/acme/access/contents/README.md",
      { accept: "application/vnd.github.raw+json" },
      "vnd.github.raw",
    ],
  ])("refuse %s", async (_what, path, headers, named) => {
    const answer = await github.call(path, {
      headers: { ...headers, authorization: `token ${github.tokenOf("eve")}` },
    });
    expect(answer).toMatchObject({ status: 501, body: { message: expect.stringContaining(named) } });
  });

  it("come in pages that lead to each other", async () => {
    const octokit = github.as("olga");
    const { data: main } = await octokit.git.getRef({ ...at, ref: "heads/main" });
    for (const number of [1, 2, 3, 4, 5]) {
      await octokit.git.createRef({ ...at, ref: `refs/heads/page-${number}`, sha: main.object.sha });
    }
    const all = await octokit.paginate(octokit.repos.listBranches, { ...at, per_page: 2 });
    expect(all.map(({ name }) => name)).toEqual(["main", "page-1", "page-2", "page-3", "page-4", "page-5"]);
    const page = await octokit.repos.listBranches({ ...at, per_page: 2, page: 2 });
    expect(page.headers.link).toMatch(
      /page=1>; rel="prev".*page=1>; rel="first".*page=3>; rel="next".*page=3>; rel="last"/,
    );
  });

  it("give the page of a bot as a URI: brackets are none", async () => {
    const { data } = await github.as("eve").users.getByUsername({ username: "robot[bot]" });
    expect(data.html_url).toBe(`${github.sandbox.url}/apps/robot`);
  });

  it("say how much of the hour is left, and cost nothing when nothing changed", async () => {
    const { headers } = bearer(github.tokenOf("dave"));
    const first = await github.call("/repos/acme/access", { headers });
    const used = Number(first.headers.get("x-ratelimit-used"));
    expect(Number(first.headers.get("x-ratelimit-remaining"))).toBe(5000 - used);
    const tag = first.headers.get("etag") ?? "";
    const again = await github.call("/repos/acme/access", { headers: { ...headers, "if-none-match": tag } });
    expect(again.status).toBe(304);
    expect(Number(again.headers.get("x-ratelimit-used"))).toBe(used);
    expect(again.headers.get("date")).toBeTruthy();
  });

  it("have GitHub's shape when a field is missing or of the wrong kind", async () => {
    const post = (body: string) =>
      github.call("/repos/acme/access/pulls", { method: "POST", ...bearer(github.tokenOf("alice")), body });
    expect(await post("{}")).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('"title" is missing') },
    });
    expect(await post('{"title": 7}')).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('"title" is 7') },
    });
    expect(await post("{")).toMatchObject({ status: 400, body: { message: "Problems parsing JSON" } });
    expect(await post('{"title":"t","head":"none","base":"main"}')).toMatchObject({
      status: 422,
      body: { message: "Validation Failed", errors: [{ resource: "PullRequest", field: "head" }] },
    });
  });
});

describe("the request log", () => {
  it("counts calls and content by caller, and is readable without a token", async () => {
    const before = github.sandbox.requests().callers.carol;
    const carol = github.as("carol");
    const { data: main } = await carol.git.getRef({ ...at, ref: "heads/main" });
    await carol.git.createRef({ ...at, ref: "refs/heads/counted", sha: main.object.sha });
    await carol.repos.listBranches(at);
    const after = github.sandbox.requests().callers.carol;
    expect((after?.requests ?? 0) - (before?.requests ?? 0)).toBe(3);
    expect((after?.contentCreating ?? 0) - (before?.contentCreating ?? 0)).toBe(1);
    const { status, body } = await github.call("/_sandbox/requests");
    expect(status).toBe(200);
    expect(body).toMatchObject({ callers: { carol: after } });
    const { requests } = github.sandbox.requests();
    expect(requests.at(-1)).toMatchObject({
      caller: "carol",
      route: "GET /repos/{owner}/{repo}/branches",
      status: 200,
    });
  });
});
