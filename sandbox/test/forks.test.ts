import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

const fork = { owner: "eve", repo: "access" } as const;
let github: LocalGitHub;
let eve: Clone;

beforeAll(async () => {
  github = await startLocalGitHub();
  await github.as("olga").repos.update({ ...at, allow_forking: true });
  await github.as("eve").repos.createFork(at);
  eve = await github.clone("eve");
});
afterAll(() => github.stop());

const forkUrl = (login: string) =>
  `${github.sandbox.url.replace("//", `//x:${github.tokenOf(login)}@`)}/eve/access.git`;

/** Commits the files on a branch of eve's fork. */
async function pushToFork(branch: string, files: Record<string, string>): Promise<string> {
  await eve.git("checkout", "--quiet", "-B", branch, "origin/main");
  const tip = await eve.commit(files, `Add ${branch}`);
  await eve.git("push", "--quiet", forkUrl("eve"), branch);
  return tip;
}

async function openPull(branch: string): Promise<number> {
  const pull = { ...at, title: branch, head: `eve:${branch}`, base: "main" };
  return (await github.as("eve").pulls.create(pull)).data.number;
}

const readPull = async (pull_number: number) =>
  (await github.as("alice").pulls.get({ ...at, pull_number })).data;

describe("a fork", () => {
  it("is its owner's, has the branches of its parent, and is there once", async () => {
    const { data } = await github.as("eve").repos.get(fork);
    expect(data).toMatchObject({
      fork: true,
      private: true,
      full_name: "eve/access",
      owner: { login: "eve" },
      parent: { id: 5001, full_name: "acme/access" },
      permissions: { admin: true },
    });
    const again = await github.as("eve").repos.createFork(at);
    expect(again.data.id).toBe(data.id);
    expect((await github.as("alice").repos.listForks(at)).data.map(({ id }) => id)).toEqual([data.id]);
    const [main, copy] = await Promise.all([
      eve.git("ls-remote", "origin", "refs/heads/main"),
      eve.git("ls-remote", forkUrl("eve"), "refs/heads/main"),
    ]);
    expect(copy).toBe(main);
  });

  it("of a private repository is for those its parent's teams let in, not for the organisation or its apps", async () => {
    expect(await outcomeOf(github.as("alice").repos.get(fork))).toBe("allowed");
    expect(await outcomeOf(github.as("olga").repos.get(fork))).toMatch(/^404 /);
    expect(await outcomeOf(github.asApp().repos.get(fork))).toMatch(/^404 /);
    expect((await github.asApp().apps.listReposAccessibleToInstallation()).data.total_count).toBe(1);
  });

  it("is not made where forking is off", async () => {
    await github.as("olga").repos.update({ ...at, allow_forking: false });
    expect(await outcomeOf(github.as("dave").repos.createFork(at))).toMatch(/^403 .*forking is disabled/);
    await github.as("olga").repos.update({ ...at, allow_forking: true });
    expect(await outcomeOf(github.asApp().repos.createFork(at))).toMatch(/^403 /);
  });

  it("pushes without telling the apps, and its rules are its own", async () => {
    const before = github.sandbox.deliveries().length;
    await pushToFork("main", { "mine.txt": "1\n" });
    expect(github.sandbox.deliveries()).toHaveLength(before);
  });

  it("shares its commits with its parent, where no branch leads to them", async () => {
    const sha = await pushToFork("impostor", { "impostor.txt": "1\n" });
    const { data } = await github.as("alice").repos.getCommit({ ...at, ref: sha });
    expect(data.sha).toBe(sha);
    const { data: compared } = await github
      .as("alice")
      .repos.compareCommitsWithBasehead({ ...at, basehead: `main...${sha}` });
    expect(compared.status).toBe("ahead");
    expect(await eve.git("ls-remote", "origin", "refs/heads/impostor")).toBe("");
  });
});

describe("a pull request from a fork", () => {
  it("says whose branch it is, and its head is fetched from the base repository", async () => {
    const head = await pushToFork("offer", { "offer.txt": "1\n" });
    const number = await openPull("offer");
    const { data: copy } = await github.as("eve").repos.get(fork);
    expect(await readPull(number)).toMatchObject({
      user: { login: "eve" },
      head: { label: "eve:offer", ref: "offer", sha: head, repo: { id: copy.id }, user: { login: "eve" } },
      base: { label: "acme:main", repo: { id: 5001 } },
    });
    const dave = await github.clone("dave");
    await dave.git("fetch", "--quiet", "origin", `refs/pull/${number}/head`);
    expect(await dave.git("rev-parse", "FETCH_HEAD")).toBe(head);
    const { data: found } = await github.as("dave").pulls.list({ ...at, head: "eve:offer" });
    expect(found.map((pull) => pull.number)).toEqual([number]);
    expect((await github.as("dave").pulls.list({ ...at, head: "acme:offer" })).data).toEqual([]);
  });

  it("follows pushes to the fork, and is merged into the base", async () => {
    await pushToFork("followed", { "followed.txt": "1\n" });
    const number = await openPull("followed");
    const tip = await eve.commit({ "followed.txt": "2\n" });
    await eve.git("push", "--quiet", forkUrl("eve"), "followed");
    expect((await readPull(number)).head.sha).toBe(tip);
    const event = github.sandbox.deliveries().findLast(({ event }) => event === "pull_request");
    expect(JSON.parse(event?.body ?? "")).toMatchObject({
      action: "synchronize",
      after: tip,
      repository: { id: 5001 },
      pull_request: { number, head: { repo: { full_name: "eve/access" } } },
    });
    const checks = { ...at, name: "robot/verdict", head_sha: tip, conclusion: "success" } as const;
    await github.asApp().checks.create(checks);
    await github.as("carol").pulls.createReview({ ...at, pull_number: number, event: "APPROVE" });
    const order = { ...at, pull_number: number, merge_method: "squash" } as const;
    expect(await outcomeOf(github.as("eve").pulls.merge(order))).toMatch(/^403 /);
    expect(await outcomeOf(github.as("alice").pulls.merge(order))).toBe("allowed");
    expect(await readPull(number)).toMatchObject({ merged: true, merged_by: { login: "alice" } });
  });

  it("is not opened by somebody who cannot write the fork", async () => {
    await pushToFork("not-daves", { "not-daves.txt": "1\n" });
    const pull = { ...at, title: "Mine", head: "eve:not-daves", base: "main" };
    expect(await outcomeOf(github.as("olga").pulls.create(pull))).toMatch(/^404 /);
    expect(await outcomeOf(github.as("eve").pulls.create({ ...pull, head: "mallory:x" }))).toMatch(/^422 /);
    expect(await outcomeOf(github.as("eve").pulls.create({ ...pull, head: "main" }))).toMatch(/^403 /);
  });

  it("outlives the fork, and has lost where it came from", async () => {
    const head = await pushToFork("last", { "last.txt": "1\n" });
    const number = await openPull("last");
    expect(await outcomeOf(github.as("alice").repos.delete(fork))).toMatch(/^403 /);
    await github.as("eve").repos.delete(fork);
    expect(await outcomeOf(github.as("eve").repos.get(fork))).toMatch(/^404 /);
    const pull = await readPull(number);
    expect(pull).toMatchObject({ state: "open", head: { label: "eve:last", sha: head } });
    expect(pull.head.repo).toBeNull();
    const { data: files } = await github.as("alice").pulls.listFiles({ ...at, pull_number: number });
    expect(files.map(({ filename }) => filename)).toEqual(["last.txt"]);
    await github.as("alice").pulls.update({ ...at, pull_number: number, state: "closed" });
    const reopen = github.as("alice").pulls.update({ ...at, pull_number: number, state: "open" });
    expect(await outcomeOf(reopen)).toMatch(/^422 .*was deleted/s);
  });
});
