import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

// Approvals go stale on every branch; there are no other rules.
function seed() {
  const { repositories, ...others } = exampleSeed();
  const stale = {
    id: 6001,
    name: "stale",
    enforcement: "active" as const,
    conditions: { ref_name: { include: ["~ALL"], exclude: [] } },
    bypass_actors: [{ actor_id: 4, actor_type: "RepositoryRole", bypass_mode: "always" } as const],
    rules: [
      {
        type: "pull_request" as const,
        parameters: {
          required_approving_review_count: 0,
          require_code_owner_review: false,
          dismiss_stale_reviews_on_push: true,
          require_last_push_approval: false,
          required_review_thread_resolution: false as const,
        },
      },
    ],
  };
  return {
    ...others,
    repositories: repositories.map((repository) => ({ ...repository, rulesets: [stale] })),
  };
}

let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  github = await startLocalGitHub({ seed: seed() });
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

async function openPull(head: string, base = "main"): Promise<number> {
  const { data } = await github.as("alice").pulls.create({ ...at, title: `Add ${head}`, head, base });
  return data.number;
}

/** A branch on top of the clone's current commit. */
async function stack(branch: string): Promise<string> {
  await alice.git("checkout", "--quiet", "-B", branch);
  const tip = await alice.commit({ [`${branch}.txt`]: `${branch}\n` }, `Add ${branch}`);
  await alice.git("push", "--quiet", "origin", branch);
  return tip;
}

const readPull = async (pull_number: number) =>
  (await github.as("eve").pulls.get({ ...at, pull_number })).data;
const change = (pull_number: number, what: object) =>
  github.as("alice").pulls.update({ ...at, pull_number, ...what });
const approve = (pull_number: number) =>
  github.as("carol").pulls.createReview({ ...at, pull_number, event: "APPROVE" });
const readReviews = async (pull_number: number) =>
  (await github.as("eve").pulls.listReviews({ ...at, pull_number })).data.map(({ state }) => state);

/** The bodies of the pull_request events about one pull request. */
const eventsOf = (number: number) =>
  github.sandbox
    .deliveries()
    .filter(({ event }) => event === "pull_request")
    .map(({ body }) => JSON.parse(body))
    .filter((body) => body.number === number);
const actionsOf = (number: number) =>
  eventsOf(number)
    .map(({ action }) => action)
    .filter((action) => action !== "review_requested");

describe("stacked pull requests", () => {
  it("are all merged when the one on top is merged into the base with a merge commit", async () => {
    await alice.pushBranch("below", { "below.txt": "1\n" });
    const below = await openPull("below");
    await stack("above");
    const above = await openPull("above");
    await github.as("carol").pulls.merge({ ...at, pull_number: above, merge_method: "merge" });
    expect(await readPull(below)).toMatchObject({
      state: "closed",
      merged: true,
      merged_by: { login: "carol" },
    });
    expect(actionsOf(below)).toEqual(["opened", "closed"]);
  });

  it.each(["squash", "rebase"] as const)("stay open below one that came in by a %s", async (merge_method) => {
    await alice.pushBranch(`below-${merge_method}`, { [`${merge_method}.txt`]: "1\n" });
    const below = await openPull(`below-${merge_method}`);
    await stack(`above-${merge_method}`);
    const above = await openPull(`above-${merge_method}`);
    await github.as("carol").pulls.merge({ ...at, pull_number: above, merge_method });
    expect(await readPull(below)).toMatchObject({ state: "open", merged: false });
  });

  it("are merged into the branch below them, which is no merge into the base", async () => {
    await alice.pushBranch("floor", { "floor.txt": "1\n" });
    const floor = await openPull("floor");
    const tip = await stack("ceiling");
    const ceiling = await openPull("ceiling", "floor");
    await github.as("carol").pulls.merge({ ...at, pull_number: ceiling, merge_method: "merge" });
    expect(await readPull(ceiling)).toMatchObject({
      merged: true,
      base: { ref: "floor" },
      head: { sha: tip },
    });
    expect(await readPull(floor)).toMatchObject({ state: "open", commits: 3 });
    expect(actionsOf(floor)).toEqual(["opened", "synchronize"]);
  });

  it("go to the base of the one below when its branch is deleted after the merge", async () => {
    await alice.pushBranch("ground", { "ground.txt": "1\n" });
    const ground = await openPull("ground");
    await stack("storey");
    const storey = await openPull("storey", "ground");
    await github.as("carol").pulls.merge({ ...at, pull_number: ground, merge_method: "squash" });
    await alice.git("push", "--quiet", "origin", ":ground");
    expect(await readPull(storey)).toMatchObject({ state: "open", base: { ref: "main" } });
    expect(eventsOf(storey).at(-1)).toMatchObject({
      action: "edited",
      changes: { base: { ref: { from: "ground" } } },
    });
  });

  it("are closed when the branch below is deleted without a merge", async () => {
    await alice.pushBranch("sand", { "sand.txt": "1\n" });
    await stack("castle");
    const castle = await openPull("castle", "sand");
    await alice.git("push", "--quiet", "origin", ":sand");
    expect(await readPull(castle)).toMatchObject({ state: "closed", merged: false });
  });
});

describe("a push past the rules by somebody who may", () => {
  it("merges every pull request whose commits it brings, and says who pushed", async () => {
    await alice.pushBranch("brought", { "brought.txt": "1\n" });
    const number = await openPull("brought");
    await alice.git("checkout", "--quiet", "-B", "by-hand", "origin/main");
    await alice.git("merge", "--quiet", "--no-ff", "-m", "By hand", "brought");
    await alice.git("fetch", "--quiet", "origin", "main");
    await alice.git("merge", "--quiet", "-m", "Catch up", "FETCH_HEAD");
    await alice.pushAs(github.tokenOf("olga"), "HEAD:refs/heads/main");
    const merge = await alice.git("rev-parse", "HEAD^{/By hand}");
    expect(await readPull(number)).toMatchObject({
      merged: true,
      merged_by: { login: "olga" },
      merge_commit_sha: merge,
    });
    const { data } = await github.as("olga").repos.listActivities({ ...at, ref: "main", actor: "olga" });
    expect(data[0]).toMatchObject({ activity_type: "push" });
  });
});

describe("retargeting", () => {
  it("moves a pull request to another base and tells both", async () => {
    await alice.pushBranch("side", { "side.txt": "1\n" });
    await stack("from-side");
    const number = await openPull("from-side", "side");
    const before = await readPull(number);
    const { data } = await change(number, { base: "main" });
    expect(data).toMatchObject({ base: { ref: "main" }, changed_files: 2, commits: 2 });
    expect(eventsOf(number).at(-1)).toMatchObject({
      action: "edited",
      changes: { base: { ref: { from: "side" }, sha: { from: before.base.sha } } },
      pull_request: { base: { ref: "main" } },
    });
  });

  it("takes back approvals of another change, and leaves those of the same", async () => {
    await alice.pushBranch("flank", { "flank.txt": "1\n" });
    await alice.git("push", "--quiet", "origin", "origin/main:refs/heads/twin-of-main");
    await stack("over-flank");
    const number = await openPull("over-flank", "flank");
    await approve(number);
    await change(number, { base: "main" });
    expect(await readReviews(number)).toEqual(["DISMISSED"]);
    await approve(number);
    await change(number, { base: "twin-of-main" });
    expect(await readReviews(number)).toEqual(["DISMISSED", "APPROVED"]);
  });

  it("is refused to where nothing is new, where the same is proposed, and when closed", async () => {
    await alice.pushBranch("moving", { "moving.txt": "1\n" });
    await alice.git("push", "--quiet", "origin", "moving:refs/heads/has-it");
    const number = await openPull("moving");
    expect(await outcomeOf(change(number, { base: "has-it" }))).toMatch(/^422 .*No commits between/s);
    expect(await outcomeOf(change(number, { base: "nowhere" }))).toMatch(/^422 .*not found/s);
    await alice.git("push", "--quiet", "origin", "origin/main~0:refs/heads/second-base");
    await openPull("moving", "second-base");
    expect(await outcomeOf(change(number, { base: "second-base" }))).toMatch(/^422 .*already exists/s);
    await change(number, { state: "closed" });
    expect(await outcomeOf(change(number, { base: "main" }))).toBe("allowed");
    expect(await outcomeOf(change(number, { base: "has-it" }))).toMatch(/^422 .*closed pull request/s);
  });
});

describe("editing", () => {
  it("tells what title and body were", async () => {
    await alice.pushBranch("edited", { "edited.txt": "1\n" });
    const number = await openPull("edited");
    await change(number, { title: "Another", body: "Because." });
    expect(eventsOf(number).at(-1)).toMatchObject({
      action: "edited",
      changes: { title: { from: "Add edited" }, body: { from: null } },
      pull_request: { title: "Another", body: "Because." },
    });
    await change(number, { title: "Another" });
    expect(actionsOf(number)).toEqual(["opened", "edited"]);
  });

  it("closes without a comment, and only for the author or a writer", async () => {
    await alice.pushBranch("shut", { "shut.txt": "1\n" });
    const number = await openPull("shut");
    const close = (login: string) =>
      outcomeOf(github.as(login).pulls.update({ ...at, pull_number: number, state: "closed" }));
    expect(await close("eve")).toMatch(/^403 /);
    expect(await close("dave")).toBe("allowed");
    expect(await readPull(number)).toMatchObject({ state: "closed", merged: false });
    expect(actionsOf(number)).toEqual(["opened", "closed"]);
  });
});

describe("reopening", () => {
  it("takes up what was pushed meanwhile, and with it the approvals go", async () => {
    const old = await alice.pushBranch("resumed", { "resumed.txt": "1\n" });
    const number = await openPull("resumed");
    await approve(number);
    await change(number, { state: "closed" });
    const tip = await alice.commit({ "resumed.txt": "2\n" });
    await alice.git("push", "--quiet", "origin", "resumed");
    expect((await readPull(number)).head.sha).toBe(old);
    await change(number, { state: "open" });
    expect((await readPull(number)).head.sha).toBe(tip);
    expect(await alice.git("ls-remote", "origin", `refs/pull/${number}/head`)).toContain(tip);
    expect(await readReviews(number)).toEqual(["DISMISSED"]);
  });

  it("is refused when the branch was rewritten or is proposed anew", async () => {
    await alice.pushBranch("rewritten", { "rewritten.txt": "1\n" });
    const number = await openPull("rewritten");
    await change(number, { state: "closed" });
    const second = await openPull("rewritten");
    expect(await outcomeOf(change(number, { state: "open" }))).toMatch(/^422 .*already exists/s);
    await change(second, { state: "closed" });
    await alice.git("commit", "--quiet", "--amend", "-m", "Other");
    await alice.git("push", "--quiet", "--force", "origin", "rewritten");
    expect(await outcomeOf(change(number, { state: "open" }))).toMatch(/^422 .*force-pushed or recreated/s);
  });
});

describe("a force-push to the head", () => {
  it("is a synchronize like every push, and takes approvals back when the change is another", async () => {
    const before = await alice.pushBranch("forced", { "forced.txt": "1\n" });
    const number = await openPull("forced");
    await approve(number);
    await alice.git("commit", "--quiet", "--amend", "-m", "The same in other words");
    await alice.git("push", "--quiet", "--force", "origin", "forced");
    expect(await readReviews(number)).toEqual(["APPROVED"]);
    await alice.git("reset", "--quiet", "--hard", "HEAD^");
    const after = await alice.commit({ "forced.txt": "other\n" });
    await alice.git("push", "--quiet", "--force", "origin", "forced");
    expect(await readReviews(number)).toEqual(["DISMISSED"]);
    expect(actionsOf(number)).toEqual(["opened", "synchronize", "synchronize"]);
    expect(eventsOf(number)[0]).toMatchObject({ pull_request: { head: { sha: before } } });
    expect(eventsOf(number).at(-1)).toMatchObject({ after, pull_request: { head: { sha: after } } });
  });

  it("that only makes a file executable is another change", async () => {
    await alice.pushBranch("mode", { "run.sh": "true\n" });
    const number = await openPull("mode");
    await approve(number);
    await chmod(join(alice.dir, "run.sh"), 0o755);
    await alice.commit({}, "Executable");
    await alice.git("push", "--quiet", "origin", "mode");
    expect(await readReviews(number)).toEqual(["DISMISSED"]);
  });

  it("back to what the base has closes the pull request, unmerged", async () => {
    await alice.pushBranch("withdrawn", { "withdrawn.txt": "1\n" });
    const number = await openPull("withdrawn");
    await alice.git("push", "--quiet", "--force", "origin", "origin/main:withdrawn");
    expect(await readPull(number)).toMatchObject({ state: "closed", merged: false });
  });
});

describe("a draft", () => {
  it("is one from the start, and is not merged", async () => {
    await alice.pushBranch("draft", { "draft.txt": "1\n" });
    const pull = { ...at, title: "Draft", head: "draft", base: "main", draft: true };
    const { data } = await github.as("alice").pulls.create(pull);
    expect(data).toMatchObject({ draft: true, mergeable_state: "draft" });
    expect(eventsOf(data.number)[0]).toMatchObject({ pull_request: { draft: true } });
  });
});

describe("labels", () => {
  it("are made when first used, told to the app, and taken off again", async () => {
    await alice.pushBranch("labelled", { "labelled.txt": "1\n" });
    const number = await openPull("labelled");
    const issue = { ...at, issue_number: number };
    const { issues } = github.asApp();
    await issues.addLabels({ ...issue, labels: ["access: refused", "urgent"] });
    await issues.addLabels({ ...issue, labels: ["Urgent"] });
    const names = async () => (await issues.listLabelsOnIssue(issue)).data.map(({ name }) => name);
    expect(await names()).toEqual(["access: refused", "urgent"]);
    expect((await readPull(number)).labels).toMatchObject([{ name: "access: refused" }, { name: "urgent" }]);
    const { data } = await issues.get(issue);
    expect(data.labels).toMatchObject([{ name: "access: refused", color: "ededed" }, { name: "urgent" }]);
    expect((await issues.listLabelsForRepo(at)).data).toHaveLength(2);
    expect(eventsOf(number).at(-1)).toMatchObject({ action: "labeled", label: { name: "urgent" } });
    await issues.removeLabel({ ...issue, name: "access: refused" });
    expect(await names()).toEqual(["urgent"]);
    expect(await outcomeOf(issues.removeLabel({ ...issue, name: "access: refused" }))).toMatch(/^404 /);
    await issues.removeAllLabels(issue);
    expect(await names()).toEqual([]);
    expect(actionsOf(number)).toEqual(["opened", "labeled", "labeled", "unlabeled", "unlabeled"]);
    expect((await issues.getLabel({ ...at, name: "URGENT" })).data.name).toBe("urgent");
  });

  it("are not for readers", async () => {
    await alice.pushBranch("unlabelled", { "unlabelled.txt": "1\n" });
    const issue_number = await openPull("unlabelled");
    const labels = ["mine"];
    expect(await outcomeOf(github.as("eve").issues.addLabels({ ...at, issue_number, labels }))).toMatch(
      /^403 /,
    );
    expect(await outcomeOf(github.as("eve").issues.createLabel({ ...at, name: "mine" }))).toMatch(/^403 /);
    const { data } = await github.as("alice").issues.createLabel({ ...at, name: "ours", color: "00ff00" });
    expect(data).toMatchObject({ name: "ours", color: "00ff00", default: false });
    expect(await outcomeOf(github.as("alice").issues.createLabel({ ...at, name: "Ours" }))).toMatch(/^422 /);
  });
});
