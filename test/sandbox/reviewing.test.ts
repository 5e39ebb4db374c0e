import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  github = await startLocalGitHub();
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

async function openPull(branch: string): Promise<number> {
  await alice.pushBranch(branch, { [`access-requests/payments/${branch}.yaml`]: "subject: alice\n" });
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
    await alice.commit({ "access-requests/payments/stale.yaml": "subject: eve\n" });
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
      name: "hallpass/decision",
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
