import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let alice: Clone;
/** Seconds by which the sandbox's clock is ahead of the real one. */
let ahead = 0;
let count = 0;

beforeAll(async () => {
  const clock = () => new Date(Date.now() + ahead * 1000);
  github = await startLocalGitHub({ clock, webhookUrl: "http://127.0.0.1:9/hooks" });
  alice = await github.clone("alice");
});
beforeEach(() => github.sandbox.control.behave({ secondaryLimits: [] }));
afterEach(() =>
  github.sandbox.control.behave({
    activityLag: 0,
    activityOfGoneBranches: "kept",
    baseUnsettled: 0,
    firstMerge: "taken",
    secondaryLimits: [],
    pins: "any app",
    webCommitter: "github.com",
  }),
);
afterAll(() => github.stop());

const listPushers = async (branch: string) => {
  const query = { ...at, ref: `refs/heads/${branch}` };
  const { data } = await github.asApp().repos.listActivities(query);
  return data.map(({ activity_type, actor }) => `${activity_type} ${actor?.login}`);
};

/** A pull request that can be merged. */
async function openReady(): Promise<number> {
  const head = `ready-${++count}`;
  const head_sha = await alice.pushBranch(head, { [`requests/payments/${head}.yaml`]: "a\n" });
  const { data } = await github.as("alice").pulls.create({ ...at, title: head, head, base: "main" });
  await github.as("carol").pulls.createReview({ ...at, pull_number: data.number, event: "APPROVE" });
  const check = { name: "robot/verdict", status: "completed", conclusion: "success" } as const;
  await github.asApp().checks.create({ ...at, ...check, head_sha });
  return data.number;
}

const merge = (pull_number: number) =>
  github.asApp().pulls.merge({ ...at, pull_number, merge_method: "squash" });

describe("the activity log", () => {
  it("lags behind a push by the sandbox's clock", async () => {
    github.sandbox.control.behave({ activityLag: 20_000 });
    await alice.pushBranch("late", { "late.md": "a\n" });
    expect(await listPushers("late")).toEqual([]);
    ahead += 20;
    expect(await listPushers("late")).toEqual(["branch_creation alice"]);
  });

  it("forgets a branch that was deleted, also once there is one of its name again", async () => {
    github.sandbox.control.behave({ activityOfGoneBranches: "forgotten" });
    const tip = await alice.pushBranch("gone", { "gone.md": "a\n" });
    expect(await listPushers("gone")).toEqual(["branch_creation alice"]);
    await alice.git("push", "--quiet", "origin", ":gone");
    expect(await listPushers("gone")).toEqual([]);
    await alice.pushAs(github.tokenOf("carol"), `${tip}:refs/heads/gone`);
    expect(await listPushers("gone")).toEqual(["branch_creation carol"]);
  });
});

describe("a base branch that has just moved", () => {
  it("refuses the next merge for a while, in GitHub's words", async () => {
    github.sandbox.control.behave({ baseUnsettled: 3_000 });
    ahead += 60;
    const [first, second] = [await openReady(), await openReady()];
    await merge(first);
    expect(await outcomeOf(merge(second))).toMatch(
      /^405 Base branch was modified. Review and try the merge again./,
    );
    ahead += 3;
    expect((await merge(second)).data.merged).toBe(true);
  });
});

describe("the first merge of a pull request", () => {
  it("may be refused once, for no reason that lasts", async () => {
    github.sandbox.control.behave({ firstMerge: "refused once" });
    const number = await openReady();
    expect(await outcomeOf(merge(number))).toMatch(/^405 Base branch was modified/);
    expect((await merge(number)).data.merged).toBe(true);
  });
});

describe("the secondary limits", () => {
  const comment = () => github.as("eve").issues.createComment({ ...at, issue_number: 1, body: "Hm." });

  it("take so much content in a time, and say when there is room again", async () => {
    await openReady();
    github.sandbox.control.behave({ secondaryLimits: [{ counts: "content", most: 2, seconds: 10 }] });
    await comment();
    ahead += 4;
    await comment();
    const refused = await comment().catch((error) => error);
    expect(refused).toMatchObject({
      status: 403,
      message: expect.stringContaining("temporarily blocked from content creation"),
    });
    expect(Number(refused.response.headers["retry-after"])).toBeLessThanOrEqual(6);
    await github.as("eve").issues.get({ ...at, issue_number: 1 });
    ahead += 6;
    await comment();
  });

  it("count a change as five reads, for each endpoint by itself", async () => {
    github.sandbox.control.behave({ secondaryLimits: [{ counts: "points", most: 5, seconds: 60 }] });
    const { issues } = github.as("dave");
    await issues.create({ ...at, title: "One" });
    const limited = /^429 You have exceeded a secondary rate limit/;
    expect(await outcomeOf(issues.create({ ...at, title: "Two" }))).toMatch(limited);
    for (let read = 0; read < 5; read++) await issues.get({ ...at, issue_number: 1 });
    expect(await outcomeOf(issues.get({ ...at, issue_number: 1 }))).toMatch(limited);
  });
});

describe("a required check", () => {
  const rule = (integration_id: number) => ({
    type: "required_status_checks" as const,
    parameters: {
      strict_required_status_checks_policy: false,
      required_status_checks: [{ context: "janitor/check", integration_id }],
    },
  });
  const create = (name: string, integration_id: number) =>
    github.as("olga").repos.createRepoRuleset({
      ...at,
      name,
      enforcement: "active",
      conditions: { ref_name: { include: ["refs/heads/never"], exclude: [] } },
      rules: [rule(integration_id)],
    });

  it("cannot be pinned to an app before that app has reported a check", async () => {
    const [app, janitor] = github.sandbox.apps;
    await openReady();
    github.sandbox.control.behave({ pins: "apps that reported" });
    expect(await outcomeOf(create("too early", janitor?.appId ?? 0))).toMatch(
      /^422 .*recently submitted a check run/,
    );
    expect((await create("reported", app.appId)).status).toBe(201);
  });
});

describe("an edit in the browser", () => {
  const edit = { path: "requests/payments/browser.yaml", text: "subject: alice\n" };

  it.each([
    ["github.com", "web-flow"],
    ["enterprise server", undefined],
  ] as const)("is committed by the committer of %s", async (webCommitter, login) => {
    github.sandbox.control.behave({ webCommitter });
    const { repository, commit } = await github.sandbox.control.editInBrowser("alice", edit);
    expect(repository).toBe("acme/access");
    const { data } = await github.as("alice").repos.getCommit({ ...at, ref: commit });
    expect(data.author?.login).toBe("alice");
    expect(data.committer?.login).toBe(login);
  });

  it("makes a fork for those who may only read, where forks are allowed", async () => {
    const { control } = github.sandbox;
    await expect(control.editInBrowser("eve", edit)).rejects.toThrow("forking is disabled");
    control.allowForking(true);
    const { repository, branch } = await control.editInBrowser("eve", edit);
    expect({ repository, branch }).toEqual({ repository: "eve/access", branch: "patch-1" });
    const head = `eve:${branch}`;
    const { data } = await github.as("eve").pulls.create({ ...at, title: "Mine", head, base: "main" });
    expect(data.head.repo?.fork).toBe(true);
  });
});

describe("a login of a managed user", () => {
  it("has an underscore before the enterprise's short code", async () => {
    const { id } = github.sandbox.control.registerLogin("mona_acme");
    const { data } = await github.as("alice").users.getByUsername({ username: "mona_acme" });
    expect(data.id).toBe(id);
    expect(() => github.sandbox.control.registerLogin("mona_acme_x")).toThrow("is not a valid login");
  });
});

describe("the list of deliveries", () => {
  it("goes on from a cursor, and ends after three days", async () => {
    ahead = 0;
    const app = github.asApp().apps;
    const { data, headers } = await app.listWebhookDeliveries({ per_page: 2 });
    expect(headers.link).toMatch(/\?per_page=2&cursor=v1_\d+>; rel="next"$/);
    const all = await github.asApp().paginate(app.listWebhookDeliveries, { per_page: 2 });
    expect(new Set(all.map(({ id }) => String(id))).size).toBe(github.sandbox.deliveries().length);
    const asked = await app.listWebhookDeliveries({ per_page: 2, cursor: `v1_${all[2]?.id}` });
    expect(asked.headers.link).toContain(`cursor=v1_${data[0]?.id}>; rel="prev"`);
    const now = ahead;
    ahead -= 3 * 24 * 60 * 60;
    github.sandbox.control.addToTeam("security", "eve");
    const old = github.sandbox.deliveries().at(-1);
    await vi.waitFor(() => expect(old?.status).not.toBe("pending"), { timeout: 10_000 });
    ahead = now;
    const kept = await github.asApp().paginate(app.listWebhookDeliveries, { per_page: 100 });
    expect(kept.map(({ id }) => String(id))).toEqual(all.map(({ id }) => String(id)));
    const url = `/app/hook/deliveries/${old?.id}`;
    expect(await outcomeOf(github.asApp().request({ method: "GET", url }))).toMatch(/^404 /);
  });
});

describe("the behaviour over HTTP", () => {
  it("changes what is given, and stays otherwise", async () => {
    const { controlToken, url } = github.sandbox;
    const headers = { authorization: `Bearer ${controlToken}` };
    const body = JSON.stringify({ activityLag: 20_000, secondaryLimits: "documented" });
    expect((await fetch(`${url}/_control/behave`, { method: "POST", headers, body })).status).toBe(200);
    await alice.pushBranch("over-http", { "late.md": "b\n" });
    expect(await listPushers("over-http")).toEqual([]);
  });
});
