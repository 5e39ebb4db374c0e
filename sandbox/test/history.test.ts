import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

const start = Math.floor(Date.now() / 1000) * 1000;
const day = 24 * 60 * 60 * 1000;
let github: LocalGitHub;
let alice: Clone;
let daysLater = 0;

beforeAll(async () => {
  github = await startLocalGitHub({
    behaviour: { activityOfGoneBranches: "kept" },
    clock: () => new Date(start + daysLater * day),
  });
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

async function openPull(head: string): Promise<number> {
  const { data } = await github.as("alice").pulls.create({ ...at, title: head, head, base: "main" });
  return data.number;
}

const listCommits = (pull_number: number) => {
  const eve = github.as("eve");
  return eve.paginate(eve.pulls.listCommits, { ...at, pull_number, per_page: 100 });
};

describe("the commits of a pull request", () => {
  it("name the account behind each address, as author and as committer", async () => {
    const claims = [
      { email: "1003+carol@users.noreply.github.com", login: "carol", type: "User" },
      { email: "1003+a-former-login@users.noreply.github.com", login: "carol", type: "User" },
      { email: "Dave@users.noreply.github.com", login: "dave", type: "User" },
      { email: "1101+robot[bot]@users.noreply.github.com", login: "robot[bot]", type: "Bot" },
      { email: "noreply@github.com", login: "web-flow", type: "User" },
      { email: "carol@example.com", login: undefined, type: undefined },
      { email: "77+carol@users.noreply.github.com", login: undefined, type: undefined },
    ];
    const { git } = github.as("alice");
    const { data: main } = await git.getRef({ ...at, ref: "heads/main" });
    const { data: first } = await git.getCommit({ ...at, commit_sha: main.object.sha });
    let tip = main.object.sha;
    for (const [index, { email }] of claims.entries()) {
      const next = claims[(index + 1) % claims.length];
      const { data } = await git.createCommit({
        ...at,
        message: email,
        tree: first.tree.sha,
        parents: [tip],
        author: { name: "Somebody", email },
        committer: { name: "Somebody else", email: next?.email ?? "" },
      });
      tip = data.sha;
    }
    await git.createRef({ ...at, ref: "refs/heads/claims", sha: tip });
    const commits = await listCommits(await openPull("claims"));
    expect(commits.map(({ author }) => [author?.login, author?.type])).toEqual(
      claims.map(({ login, type }) => [login, type]),
    );
    const committers = [...claims.slice(1), ...claims.slice(0, 1)];
    expect(commits.map(({ committer }) => committer?.login)).toEqual(committers.map(({ login }) => login));
    expect(commits.find(({ author }) => author?.login === "web-flow")?.author?.id).toBe(19_864_447);
    expect(commits.at(-1)).toMatchObject({ author: null });
  });

  it("are the most recent 250, and the pull request counts them all", async () => {
    await alice.git("checkout", "--quiet", "-B", "many", "origin/main");
    const tree = await alice.git("rev-parse", "HEAD^{tree}");
    let tip = await alice.git("rev-parse", "HEAD");
    for (let number = 1; number <= 251; number++) {
      tip = await alice.git("commit-tree", tree, "-p", tip, "-m", `Commit ${number}`);
    }
    await alice.git("push", "--quiet", "origin", `${tip}:refs/heads/many`);
    const number = await openPull("many");
    const commits = await listCommits(number);
    expect(commits).toHaveLength(250);
    expect([commits[0], commits.at(-1)].map((each) => each?.commit.message)).toEqual([
      "Commit 2",
      "Commit 251",
    ]);
    const { data: pull } = await github.as("eve").pulls.get({ ...at, pull_number: number });
    expect(pull.commits).toBe(251);
  });
});

describe("the activity of a repository", () => {
  const listed = async (filter: object) => {
    const { data } = await github.as("eve").repos.listActivities({ ...at, ...filter });
    return data.map(({ activity_type, actor }) => `${activity_type} ${actor?.login}`);
  };

  it("tells every change of a branch and who made it, whoever the commits name, also when the branch is gone", async () => {
    const ref = "refs/heads/story";
    const created = await alice.pushBranch("story", { "a.txt": "1\n" });
    const pushed = await alice.commit({ "a.txt": "2\n" });
    await alice.pushAs(github.tokenOf("carol"), "story");
    await alice.git("reset", "--quiet", "--hard", created);
    const forced = await alice.commit({ "a.txt": "3\n" });
    await alice.pushAs(github.tokenOf("dave"), "+story");
    await alice.pushAs(await github.appToken(github.sandbox.apps[1]), ":story");
    const { data } = await github.as("eve").repos.listActivities({ ...at, ref });
    const zero = "0".repeat(40);
    expect(data).toMatchObject([
      {
        activity_type: "branch_deletion",
        before: forced,
        after: zero,
        actor: { login: "janitor[bot]" },
      },
      { activity_type: "force_push", before: pushed, after: forced, actor: { login: "dave", id: 1004 } },
      { activity_type: "push", before: created, after: pushed, actor: { login: "carol", id: 1003 } },
      { activity_type: "branch_creation", before: zero, after: created, actor: { login: "alice", id: 1001 } },
    ]);
    expect(data.map((activity) => [activity.ref, activity.timestamp])).toEqual(
      data.map(() => [ref, new Date(start).toISOString().replace(".000", "")]),
    );
    expect(new Set(data.map(({ id }) => id)).size).toBe(4);
  });

  it("is filtered by branch, actor, kind and time", async () => {
    await alice.pushBranch("filtered", { "b.txt": "1\n" });
    daysLater = 3;
    await alice.commit({ "b.txt": "2\n" });
    await alice.pushAs(github.tokenOf("carol"), "filtered");
    const ref = "filtered";
    expect(await listed({ ref })).toEqual(["push carol", "branch_creation alice"]);
    expect(await listed({ ref, direction: "asc" })).toEqual(["branch_creation alice", "push carol"]);
    expect(await listed({ ref, actor: "Carol" })).toEqual(["push carol"]);
    expect(await listed({ ref, activity_type: "branch_creation" })).toEqual(["branch_creation alice"]);
    expect(await listed({ ref, time_period: "day" })).toEqual(["push carol"]);
    expect(await listed({ ref, time_period: "week" })).toEqual(["push carol", "branch_creation alice"]);
    expect(await listed({ ref: "never-there" })).toEqual([]);
    expect(await outcomeOf(listed({ activity_type: "pushes" }))).toMatch(/^422 .*activity_type/);
    daysLater = 0;
  });

  it("calls the merge of a pull request by its own name", async () => {
    const seed = { ref: "main", activity_type: "pr_merge" };
    expect(await listed(seed)).toEqual([]);
    await alice.pushBranch("merged", { "c.txt": "1\n" });
    const pull_number = await openPull("merged");
    const { data: pull } = await github.as("carol").pulls.get({ ...at, pull_number });
    await github.asApp().checks.create({
      ...at,
      name: "robot/verdict",
      head_sha: pull.head.sha,
      conclusion: "success",
    });
    await github.as("carol").pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    await github.as("dave").pulls.merge({ ...at, pull_number, merge_method: "squash" });
    expect(await listed(seed)).toEqual(["pr_merge dave"]);
  });

  it("leads from page to page by cursors, forwards and back", async () => {
    const eve = github.as("eve");
    const all = await eve.repos.listActivities({ ...at, ref: "story" });
    const ids = all.data.map(({ id }) => id);
    const pages = await eve.paginate(eve.repos.listActivities, { ...at, ref: "story", per_page: 1 });
    expect(pages.map(({ id }) => id)).toEqual(ids);
    const first = await eve.repos.listActivities({ ...at, ref: "story", per_page: 2 });
    expect(first.headers.link).toMatch(/^<[^>]*[?&]after=[^>]*>; rel="next"$/);
    const [, next = ""] = /<([^>]*)>/.exec(first.headers.link ?? "") ?? [];
    const after = new URL(next).searchParams.get("after") ?? "";
    const second = await eve.repos.listActivities({ ...at, ref: "story", per_page: 2, after });
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.headers.link).toMatch(/^<[^>]*[?&]before=[^>]*>; rel="prev"$/);
    const [, prev = ""] = /<([^>]*)>/.exec(second.headers.link ?? "") ?? [];
    const before = new URL(prev).searchParams.get("before") ?? "";
    const back = await eve.repos.listActivities({ ...at, ref: "story", per_page: 2, before });
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await outcomeOf(eve.repos.listActivities({ ...at, after: "elsewhere" }))).toMatch(/^422 /);
  });
});

describe("the commits of a branch", () => {
  it("are those of the time that is asked for", async () => {
    daysLater = 40;
    const sha = await alice.pushBranch("late", { "late.txt": "late" });
    const alices = github.as("alice").repos;
    const list = async (times: { since?: string; until?: string }) =>
      (await alices.listCommits({ ...at, sha: "late", ...times })).data.map((commit) => commit.sha);
    const { data } = await alices.getCommit({ ...at, ref: sha });
    const time = new Date(data.commit.committer?.date ?? "").getTime();
    const around = (seconds: number): string => new Date(time + seconds * 1000).toISOString();
    expect(await list({ since: around(-1), until: around(1) })).toContain(sha);
    expect(await list({ since: around(1) })).toEqual([]);
    expect(await list({ until: around(-1) })).not.toContain(sha);
  });
});
