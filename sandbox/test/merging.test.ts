import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

// Without rulesets, to see merging alone.
function seedWithoutRules() {
  const seed = exampleSeed();
  return { ...seed, repositories: seed.repositories.map((repository) => ({ ...repository, rulesets: [] })) };
}

let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  github = await startLocalGitHub({
    seed: seedWithoutRules(),
    clock: () => new Date("2026-11-20T14:00:00.900Z"),
  });
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

async function openPull(branch: string, files: Record<string, string>, options: { draft?: boolean } = {}) {
  const head = await alice.pushBranch(branch, files);
  const pull = { title: `Add ${branch}`, head: branch, base: "main", ...options };
  const { data } = await github.as("alice").pulls.create({ ...at, ...pull });
  return { number: data.number, head };
}

async function readMain(): Promise<{ sha: string; log: string[]; files: string[] }> {
  await alice.git("fetch", "--quiet", "origin", "main");
  const format = "%an <%ae>|%cn <%ce>|%P|%ct|%B";
  return {
    sha: await alice.git("rev-parse", "FETCH_HEAD"),
    log: (await alice.git("log", "-1", `--format=${format}`, "FETCH_HEAD")).split("|"),
    files: (await alice.git("ls-tree", "-r", "--name-only", "FETCH_HEAD")).split("\n"),
  };
}

describe("a squash merge", () => {
  it("makes one commit by the pull request's author with exactly the message that was sent", async () => {
    const before = await readMain();
    const { number, head } = await openPull("squashed", { "a.txt": "a\n", "folder/b.txt": "b\n" });
    const message = "Why it was done.\n\nRobot-Request: payments/a\nRobot-Journal: none";
    const order = { pull_number: number, merge_method: "squash", sha: head } as const;
    const { data } = await github
      .as("carol")
      .pulls.merge({ ...at, ...order, commit_title: `Give access (#${number})`, commit_message: message });
    const after = await readMain();
    expect(data).toEqual({ sha: after.sha, merged: true, message: "Pull Request successfully merged" });
    expect(after.log).toEqual([
      "Alice <1001+alice@users.noreply.github.com>",
      "GitHub <noreply@github.com>",
      before.sha,
      String(Date.parse("2026-11-20T14:00:00Z") / 1000),
      `Give access (#${number})\n\n${message}`,
    ]);
    expect(after.files).toEqual([...before.files, "a.txt", "folder/b.txt"].sort());
  });

  it("keeps what both sides changed, and shows the pull request as it was", async () => {
    const { number, head } = await openPull("both-sides", { "left.txt": "left\n" });
    const other = await openPull("other-side", { "right.txt": "right\n" });
    await github.as("carol").pulls.merge({ ...at, pull_number: other.number, merge_method: "squash" });
    await github.as("carol").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
    expect((await readMain()).files).toEqual(expect.arrayContaining(["left.txt", "right.txt"]));
    const { data: pull } = await github.as("eve").pulls.get({ ...at, pull_number: number });
    expect(pull).toMatchObject({
      state: "closed",
      merged: true,
      merged_at: "2026-11-20T14:00:00Z",
      merged_by: { login: "carol", id: 1003 },
      merge_commit_sha: (await readMain()).sha,
      head: { sha: head, ref: "both-sides" },
      commits: 1,
      changed_files: 1,
    });
    const { data: files } = await github.as("eve").pulls.listFiles({ ...at, pull_number: number });
    expect(files).toMatchObject([
      { filename: "left.txt", status: "added", additions: 1, deletions: 0, patch: "@@ -0,0 +1 @@\n+left" },
    ]);
  });

  it("is found from the commit it made, and the pull head stays fetchable", async () => {
    const { number, head } = await openPull("found-again", { "found.txt": "found\n" });
    const { data } = await github
      .as("carol")
      .pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
    const pulls = await github
      .as("eve")
      .repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: data.sha });
    expect(pulls.data.map((pull) => pull.number)).toEqual([number]);
    await alice.git("push", "--quiet", "origin", ":found-again");
    await alice.git("fetch", "--quiet", "origin", `refs/pull/${number}/head`);
    expect(await alice.git("rev-parse", "FETCH_HEAD")).toBe(head);
  });
});

describe("a merge commit", () => {
  it("has both parents, and its author is who merged", async () => {
    const before = await readMain();
    const { number, head } = await openPull("merged", { "merged.txt": "merged\n" });
    await github.as("carol").pulls.merge({ ...at, pull_number: number, merge_method: "merge" });
    const after = await readMain();
    expect(after.log.slice(0, 3)).toEqual([
      "Carol <1003+carol@users.noreply.github.com>",
      "GitHub <noreply@github.com>",
      `${before.sha} ${head}`,
    ]);
    expect(after.log[4]).toBe(`Merge pull request #${number} from acme/merged\n\nAdd merged`);
  });
});

describe("a rebase merge", () => {
  const rebase = (pull_number: number) =>
    github.as("carol").pulls.merge({ ...at, pull_number, merge_method: "rebase" });

  it("makes every commit again on the base, with its author, and tells the last", async () => {
    const { number, head } = await openPull("rebased", { "first.txt": "1\n" });
    const second = await alice.commit({ "second.txt": "2\n" }, "The second");
    await alice.git("push", "--quiet", "origin", "rebased");
    const other = await openPull("before-rebased", { "meanwhile.txt": "1\n" });
    await github.as("carol").pulls.merge({ ...at, pull_number: other.number, merge_method: "squash" });
    const before = await readMain();
    expect((await github.as("eve").pulls.get({ ...at, pull_number: number })).data.rebaseable).toBe(true);
    const { data } = await rebase(number);
    const after = await readMain();
    expect(data.sha).toBe(after.sha);
    const made = await alice.git("log", "--reverse", "--format=%an|%cn|%s", `${before.sha}..${after.sha}`);
    expect(made.split("\n")).toEqual(["alice|Carol|Add rebased", "alice|Carol|The second"]);
    expect([head, second]).not.toContain(after.sha);
    expect(await alice.git("rev-list", "--merges", `${before.sha}..${after.sha}`)).toBe("");
    expect(after.files).toEqual([...before.files, "first.txt", "second.txt"].sort());
    const { data: pull } = await github.as("eve").pulls.get({ ...at, pull_number: number });
    expect(pull).toMatchObject({ merged: true, merge_commit_sha: after.sha, head: { sha: second } });
  });

  it("makes new commits also where the branch already is on top of the base", async () => {
    const before = await readMain();
    const { number, head } = await openPull("on-top", { "on-top.txt": "1\n" });
    await rebase(number);
    const after = await readMain();
    expect(after.sha).not.toBe(head);
    expect(await alice.git("rev-parse", `${after.sha}^`)).toBe(before.sha);
    expect(await alice.git("rev-parse", `${after.sha}^{tree}`)).toBe(
      await alice.git("rev-parse", `${head}^{tree}`),
    );
  });

  it("answers 405 when one commit conflicts, though the whole would merge", async () => {
    const { number } = await openPull("back-and-forth", { "contested.txt": "mine\n" });
    await alice.git("rm", "--quiet", "contested.txt");
    await alice.commit({ "left.txt": "left\n" });
    await alice.git("push", "--quiet", "origin", "back-and-forth");
    const other = await openPull("contested", { "contested.txt": "theirs\n" });
    await github.as("carol").pulls.merge({ ...at, pull_number: other.number, merge_method: "squash" });
    const { data: pull } = await github.as("eve").pulls.get({ ...at, pull_number: number });
    expect(pull).toMatchObject({ mergeable: true, rebaseable: false });
    expect(await outcomeOf(rebase(number))).toMatch(/^405 This branch can't be rebased/);
  });
});

describe("what cannot be merged", () => {
  it("answers 405 to a conflict, and moves nothing", async () => {
    const { number } = await openPull("conflict-one", { "same.txt": "one\n" });
    const other = await openPull("conflict-two", { "same.txt": "two\n" });
    await github.as("carol").pulls.merge({ ...at, pull_number: other.number, merge_method: "squash" });
    const before = await readMain();
    const { data: pull } = await github.as("carol").pulls.get({ ...at, pull_number: number });
    expect(pull).toMatchObject({ mergeable: false, mergeable_state: "dirty" });
    const outcome = await outcomeOf(
      github.as("carol").pulls.merge({ ...at, pull_number: number, merge_method: "squash" }),
    );
    expect(outcome).toMatch(/^405 Pull Request is not mergeable/);
    expect((await readMain()).sha).toBe(before.sha);
  });

  it("answers 409 to a head that has moved since it was read", async () => {
    const { number, head } = await openPull("moved", { "moved.txt": "one\n" });
    await alice.commit({ "moved.txt": "two\n" });
    await alice.git("push", "--quiet", "origin", "moved");
    const order = { pull_number: number, merge_method: "squash", sha: head } as const;
    expect(await outcomeOf(github.as("carol").pulls.merge({ ...at, ...order }))).toMatch(
      /^409 Head branch was modified/,
    );
  });

  it("answers 405 to a draft", async () => {
    const { number } = await openPull("a-draft", { "draft.txt": "draft\n" }, { draft: true });
    const outcome = await outcomeOf(
      github.as("carol").pulls.merge({ ...at, pull_number: number, merge_method: "squash" }),
    );
    expect(outcome).toMatch(/^405 Pull Request is still a draft/);
  });

  it("answers 405 to a second merge and to a closed pull request", async () => {
    const merged = await openPull("twice", { "twice.txt": "1\n" });
    const closed = await openPull("closed", { "closed.txt": "1\n" });
    const tryMerge = (pull_number: number) =>
      outcomeOf(github.as("carol").pulls.merge({ ...at, pull_number, merge_method: "squash" }));
    expect(await tryMerge(merged.number)).toBe("allowed");
    await github.as("alice").pulls.update({ ...at, pull_number: closed.number, state: "closed" });
    expect(await tryMerge(merged.number)).toMatch(/^405 Pull Request is not mergeable/);
    expect(await tryMerge(closed.number)).toMatch(/^405 Pull Request is not mergeable/);
  });

  it("answers 403 to somebody who may only read", async () => {
    const { number } = await openPull("by-eve", { "eve.txt": "1\n" });
    const outcome = await outcomeOf(
      github.as("eve").pulls.merge({ ...at, pull_number: number, merge_method: "squash" }),
    );
    expect(outcome).toMatch(/^403 /);
  });
});

describe("a pull request whose commits reach the base by a push", () => {
  it("is shown as merged, whatever was said about it", async () => {
    const { number, head } = await openPull("pushed-past", { "past.txt": "past\n" });
    await alice.git("push", "--quiet", "origin", `${head}:refs/heads/main`);
    const { data } = await github.as("eve").pulls.get({ ...at, pull_number: number });
    expect(data).toMatchObject({
      merged: true,
      merge_commit_sha: head,
      merged_by: { login: "alice" },
      changed_files: 1,
    });
  });
});

describe("a pull request that is closed", () => {
  it("can be opened again while its branch is there, and closes when the branch goes", async () => {
    const { number } = await openPull("reopened", { "reopened.txt": "1\n" });
    const change = (state: "open" | "closed") =>
      github.as("alice").pulls.update({ ...at, pull_number: number, state });
    expect((await change("closed")).data.state).toBe("closed");
    expect((await change("open")).data.state).toBe("open");
    await alice.git("push", "--quiet", "origin", ":reopened");
    expect((await github.as("eve").pulls.get({ ...at, pull_number: number })).data.state).toBe("closed");
    expect(await outcomeOf(change("open"))).toMatch(/^422 /);
  });
});
