import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

function seedWithoutRules() {
  const seed = exampleSeed();
  return { ...seed, repositories: seed.repositories.map((repository) => ({ ...repository, rulesets: [] })) };
}

let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  github = await startLocalGitHub({ seed: seedWithoutRules() });
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

const update = (settings: object) => github.as("olga").repos.update({ ...at, ...settings });
const repositoryEvents = () =>
  github.sandbox
    .deliveries()
    .filter(({ event }) => event === "repository")
    .map(({ body }) => JSON.parse(body));

describe("the settings of a repository", () => {
  it("are an administrator's alone", async () => {
    expect(await outcomeOf(github.as("alice").repos.update({ ...at, private: false }))).toMatch(/^403 /);
    expect(await outcomeOf(github.asApp().repos.update({ ...at, private: false }))).toMatch(/^403 /);
    expect(await outcomeOf(update({ homepage: "https://example.com" }))).toMatch(
      /^501 The setting homepage is not supported/,
    );
  });

  it("open it to everybody, and close it again", async () => {
    const { data } = await update({ visibility: "public" });
    expect(data).toMatchObject({ private: false, visibility: "public" });
    expect((await update({ private: true })).data).toMatchObject({ private: true, visibility: "private" });
    expect(repositoryEvents().map(({ action }) => action)).toEqual(["publicized", "privatized"]);
  });

  it("change the default branch, for clones and for the rules", async () => {
    await alice.git("push", "--quiet", "origin", "origin/main:refs/heads/trunk");
    await update({ default_branch: "trunk" });
    expect((await github.as("eve").repos.get(at)).data.default_branch).toBe("trunk");
    expect(await alice.git("ls-remote", "--symref", "origin", "HEAD")).toContain("refs/heads/trunk");
    expect(repositoryEvents().at(-1)).toMatchObject({
      action: "edited",
      changes: { default_branch: { from: "main" } },
      repository: { default_branch: "trunk" },
    });
    expect(await outcomeOf(update({ default_branch: "none" }))).toMatch(/^422 /);
    await update({ default_branch: "main" });
  });

  const methods = [
    { method: "squash", setting: "allow_squash_merge", refusal: "Squash merges are not allowed" },
    { method: "merge", setting: "allow_merge_commit", refusal: "Merge commits are not allowed" },
    { method: "rebase", setting: "allow_rebase_merge", refusal: "Rebase merges are not allowed" },
  ] as const;
  it.each(methods)("close the way of $method merges", async ({ method, setting, refusal }) => {
    await alice.pushBranch(`by-${method}`, { [`${method}.txt`]: "1\n" });
    const pull = { ...at, title: method, head: `by-${method}`, base: "main" };
    const { data } = await github.as("alice").pulls.create(pull);
    const merge = () =>
      outcomeOf(github.as("carol").pulls.merge({ ...at, pull_number: data.number, merge_method: method }));
    expect((await update({ [setting]: false })).data).toMatchObject({ [setting]: false });
    expect(await merge()).toMatch(new RegExp(`^405 ${refusal} on this repository`));
    await update({ [setting]: true });
    expect(await merge()).toBe("allowed");
  });

  it("leave one way to merge", async () => {
    const none = { allow_squash_merge: false, allow_merge_commit: false, allow_rebase_merge: false };
    expect(await outcomeOf(update(none))).toMatch(/^422 .*at least one merge strategy/s);
  });
});

describe("an archived repository", () => {
  it("is read and not changed until it is brought back", async () => {
    await update({ archived: true });
    await alice.git("checkout", "--quiet", "-B", "late", "origin/main");
    await alice.commit({ "late.txt": "1\n" });
    const push = () => outcomeOf(alice.git("push", "--quiet", "origin", "late"));
    expect(await push()).toContain("403");
    const pull = { ...at, title: "Late", head: "trunk", base: "main" };
    expect(await outcomeOf(github.as("alice").pulls.create(pull))).toMatch(/^403 .*archived/);
    expect(await outcomeOf(update({ private: false }))).toMatch(/^403 .*archived/);
    expect((await github.as("eve").repos.get(at)).data.archived).toBe(true);
    await update({ archived: false });
    expect(await push()).toBe("allowed");
  });
});

describe("a renamed repository", () => {
  it("is found by its old name through a redirect, over REST and git, and by its id", async () => {
    await update({ name: "permits" });
    const headers = { authorization: `Bearer ${github.tokenOf("eve")}` };
    const old = await github.call("/repos/acme/access/branches?per_page=1", { headers, redirect: "manual" });
    expect(old).toMatchObject({ status: 301, body: { message: "Moved Permanently" } });
    expect(old.headers.get("location")).toBe(`${github.sandbox.url}/repositories/5001/branches?per_page=1`);
    const writes = { method: "PATCH", headers, redirect: "manual", body: "{}" } as const;
    expect((await github.call("/repos/acme/access/pulls/1", writes)).status).toBe(307);
    expect((await github.as("eve").repos.get(at)).data.full_name).toBe("acme/permits");
    expect((await github.call("/repositories/5001", { headers })).body).toMatchObject({ name: "permits" });
    await alice.pushBranch("after", { "after.txt": "1\n" });
    expect(repositoryEvents().at(-1)).toMatchObject({
      action: "renamed",
      changes: { repository: { name: { from: "access" } } },
      repository: { full_name: "acme/permits" },
    });
    expect(await outcomeOf(github.as("eve").repos.get({ ...at, repo: "never" }))).toMatch(/^404 /);
    expect((await github.call("/repos/acme/access", { redirect: "manual" })).status).toBe(404);
  });
});
