import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  github = await startLocalGitHub();
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

async function openPull(branch: string): Promise<number> {
  await alice.pushBranch(branch, { [`requests/payments/${branch}.yaml`]: "subject: alice\n" });
  const { data } = await github
    .as("alice")
    .pulls.create({ ...at, title: branch, head: branch, base: "main" });
  return data.number;
}

const review = (login: string, pull_number: number, event: "APPROVE" | "REQUEST_CHANGES" | "COMMENT") =>
  github.as(login).pulls.createReview({ ...at, pull_number, event, body: "Seen." });

const statesOf = async (pull_number: number) =>
  (await github.as("eve").pulls.listReviews({ ...at, pull_number })).data.map(({ user, state }) => [
    user?.login,
    state,
  ]);

describe("reviews", () => {
  const refusals = [
    { event: "APPROVE", answer: "Can not approve your own pull request" },
    { event: "REQUEST_CHANGES", answer: "Can not request changes on your own pull request" },
  ] as const;
  it.each(refusals)("authors cannot $event what they propose", async ({ event, answer }) => {
    const outcome = await outcomeOf(review("alice", await openPull(`own-${event}`), event));
    expect(outcome).toMatch(/^422 /);
    expect(outcome).toContain(answer);
  });

  it("are of the head they were given for, and everyone who reads may give one", async () => {
    const number = await openPull("by-eve");
    const { data } = await review("eve", number, "APPROVE");
    const { data: pull } = await github.as("eve").pulls.get({ ...at, pull_number: number });
    expect(data).toMatchObject({ state: "APPROVED", commit_id: pull.head.sha, user: { id: 1005 } });
    expect(pull.mergeable_state).toBe("blocked");
  });

  it("are dismissed when a push changes what is proposed, requests for changes excepted", async () => {
    const number = await openPull("stale");
    await review("dave", number, "REQUEST_CHANGES");
    await review("carol", number, "APPROVE");
    await alice.commit({ "requests/payments/stale.yaml": "subject: eve\n" });
    await alice.git("push", "--quiet", "origin", "stale");
    expect(await statesOf(number)).toEqual([
      ["dave", "CHANGES_REQUESTED"],
      ["carol", "DISMISSED"],
    ]);
  });

  it("stand when a push brings commits and changes nothing", async () => {
    const number = await openPull("empty-push");
    await review("carol", number, "APPROVE");
    await alice.commit({});
    await alice.git("push", "--quiet", "origin", "empty-push");
    const { data } = await github.as("eve").pulls.get({ ...at, pull_number: number });
    expect(data.commits).toBe(2);
    expect(await statesOf(number)).toEqual([["carol", "APPROVED"]]);
  });

  it("of one person count by the last word, and one that is dismissed brings none back", async () => {
    const number = await openPull("last-word");
    await github.asApp().checks.create({
      ...at,
      name: "robot/verdict",
      head_sha: (await github.as("eve").pulls.get({ ...at, pull_number: number })).data.head.sha,
      status: "completed",
      conclusion: "success",
    });
    const tryMerge = () =>
      outcomeOf(github.as("carol").pulls.merge({ ...at, pull_number: number, merge_method: "squash" }));
    await review("carol", number, "APPROVE");
    const { data: objection } = await review("carol", number, "REQUEST_CHANGES");
    await review("carol", number, "COMMENT");
    expect(await tryMerge()).toContain("Changes must be addressed");
    const dismissal = { pull_number: number, review_id: objection.id, message: "Settled." };
    await github.as("dave").pulls.dismissReview({ ...at, ...dismissal });
    expect(await tryMerge()).toContain("At least 1 approving review");
    await review("carol", number, "APPROVE");
    expect(await tryMerge()).toBe("allowed");
  });

  it("are asked of the code owners at once, and of others on request", async () => {
    const number = await openPull("asked");
    const asked = async () => {
      const { data } = await github.as("eve").pulls.listRequestedReviewers({ ...at, pull_number: number });
      return [data.users.map(({ login }) => login), data.teams.map(({ slug }) => slug)];
    };
    expect(await asked()).toEqual([[], ["payments-leads"]]);
    await github.as("alice").pulls.requestReviewers({ ...at, pull_number: number, reviewers: ["dave"] });
    expect(await asked()).toEqual([["dave"], ["payments-leads"]]);
    await review("carol", number, "APPROVE");
    expect(await asked()).toEqual([["dave"], []]);
  });
});

describe("reviews that are begun first", () => {
  it("are seen by nobody else until they are submitted, and count from then", async () => {
    const pull_number = await openPull("draft-review");
    const carol = github.as("carol").pulls;
    const begun = await carol.createReview({ ...at, pull_number, body: "Hm." });
    expect(begun.data.state).toBe("PENDING");
    expect(begun.data.submitted_at).toBeUndefined();
    const place = { ...at, pull_number, review_id: begun.data.id };
    expect(await statesOf(pull_number)).toEqual([]);
    expect((await carol.listReviews({ ...at, pull_number })).data).toHaveLength(1);
    expect(await outcomeOf(github.asApp().pulls.getReview(place))).toMatch(/^404 /);
    expect(await outcomeOf(github.as("dave").pulls.submitReview({ ...place, event: "APPROVE" }))).toMatch(
      /^404 /,
    );
    expect(await outcomeOf(carol.createReview({ ...at, pull_number }))).toContain("only have one pending");
    const count = github.sandbox.deliveries().length;
    const submitted = await carol.submitReview({ ...place, event: "APPROVE" });
    expect(submitted.data).toMatchObject({
      state: "APPROVED",
      body: "Hm.",
      submitted_at: expect.any(String),
    });
    expect(await statesOf(pull_number)).toEqual([["carol", "APPROVED"]]);
    const heard = github.sandbox.deliveries().slice(count);
    expect(heard.map(({ event, action }) => [event, action])).toEqual([["pull_request_review", "submitted"]]);
    expect(await outcomeOf(carol.submitReview({ ...place, event: "APPROVE" }))).toMatch(/^422 /);
  });

  it("are of the commit they were begun on", async () => {
    const pull_number = await openPull("old-draft");
    const carol = github.as("carol").pulls;
    const { data } = await carol.createReview({ ...at, pull_number });
    await alice.commit({ "requests/payments/old-draft.yaml": "subject: eve\n" });
    await alice.git("push", "--quiet", "origin", "old-draft");
    const submitted = await carol.submitReview({
      ...at,
      pull_number,
      review_id: data.id,
      event: "APPROVE",
    });
    expect(submitted.data.commit_id).toBe(data.commit_id);
    const { data: pull } = await github.as("eve").pulls.get({ ...at, pull_number });
    expect(pull.head.sha).not.toBe(data.commit_id);
  });

  it("are not approvals of one's own, and may be thrown away", async () => {
    const pull_number = await openPull("own-draft");
    const { data } = await github.as("alice").pulls.createReview({ ...at, pull_number });
    const place = { ...at, pull_number, review_id: data.id };
    const approval = github.as("alice").pulls.submitReview({ ...place, event: "APPROVE" });
    expect(await outcomeOf(approval)).toContain("Can not approve your own pull request");
    await github.as("alice").pulls.deletePendingReview(place);
    expect(await outcomeOf(github.as("alice").pulls.getReview(place))).toMatch(/^404 /);
  });
});

describe("reviews that others touch", () => {
  it("are dismissed by everyone who may write, which the apps hear with the name of who did it", async () => {
    const pull_number = await openPull("dismissed");
    const { data } = await review("carol", pull_number, "REQUEST_CHANGES");
    const dismissal = { ...at, pull_number, review_id: data.id, message: "Never mind." };
    expect(await outcomeOf(github.as("eve").pulls.dismissReview(dismissal))).toMatch(/^403 /);
    await github.as("alice").pulls.dismissReview(dismissal);
    expect(await statesOf(pull_number)).toEqual([["carol", "DISMISSED"]]);
    expect(github.sandbox.deliveries().at(-1)).toMatchObject({
      event: "pull_request_review",
      action: "dismissed",
      payload: { review: { state: "dismissed", user: { login: "carol" } }, sender: { login: "alice" } },
    });
    expect(await outcomeOf(github.as("alice").pulls.dismissReview(dismissal))).toContain(
      "Can not dismiss a dismissed pull request review",
    );
  });

  it("are given by the app's own bot and by another app's, and own nothing", async () => {
    const pull_number = await openPull("bots");
    for (const octokit of [github.asApp(), github.asApp(github.sandbox.apps[1])]) {
      const { data } = await octokit.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
      expect(data).toMatchObject({ state: "APPROVED", user: { type: "Bot" } });
    }
    expect(await statesOf(pull_number)).toEqual([
      ["robot[bot]", "APPROVED"],
      ["janitor[bot]", "APPROVED"],
    ]);
    const merge = github.as("alice").pulls.merge({ ...at, pull_number, merge_method: "squash" });
    const outcome = await outcomeOf(merge);
    expect(outcome).toContain("Waiting on code owner review from acme/payments-leads.");
    expect(outcome).not.toContain("approving review");
  });
});

describe("a workflow's own token", () => {
  it("approves only where the setting lets it", async () => {
    const seed = exampleSeed();
    const actions = {
      id: 15368,
      slug: "github-actions",
      name: "GitHub Actions",
      botId: 41898282,
      installationId: 8003,
      webhooks: false,
      permissions: { contents: "write", pull_requests: "write" },
    } as const;
    const local = await startLocalGitHub({ seed: { ...seed, apps: [actions, ...seed.apps] } });
    try {
      const author = await local.clone("alice");
      await author.pushBranch("flow", { "requests/payments/flow.yaml": "a\n" });
      const pull = { title: "Flow", head: "flow", base: "main" };
      const { data } = await local.as("alice").pulls.create({ ...at, ...pull });
      const approve = () =>
        local.asApp().pulls.createReview({ ...at, pull_number: data.number, event: "APPROVE" });
      expect(await outcomeOf(approve())).toContain("GitHub Actions is not permitted to approve");
      local.sandbox.control.setWorkflowPermissions({ mayApprove: true });
      const { user, state } = (await approve()).data;
      expect([user?.login, user?.id, state]).toEqual(["github-actions[bot]", 41898282, "APPROVED"]);
    } finally {
      await local.stop();
    }
  });
});
