// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SA6: A workflow approves with its own token.
//   SA9: Two approvals are needed and one account gives both.
//   SA10: A person with read access approves.
//   SA13: A commit names the approver as author, or in a Co-authored-by trailer.
//   SA14: A reviewer approves, asks for changes, then dismisses that.
//   SA15: A comment, a label or the pull request's text says that it is approved.
//   SA16: An owner of the organisation approves their own request.
//   RF4: A person asks for access for another person.
//   RO1: A requester dismisses an owner's “changes requested”.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at, outcomeOf } from "../support/local-github.ts";
import { expectRefused, letOwnersPast, readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";
import { approversSeed } from "./approvers-seed.ts";
import { type Asked, merged, openDesk, signAs, waiting } from "./desk.ts";

/** The second App acts for workflows. */
function seedWithWorkflows() {
  const seed = approversSeed();
  return {
    ...seed,
    apps: seed.apps.map((each) => (each.id === 7002 ? { ...each, slug: "github-actions" } : each)),
  };
}

let app: InProcess;
let desk: ReturnType<typeof openDesk>;
beforeAll(async () => {
  app = await startInProcess({ seed: seedWithWorkflows() });
  desk = openDesk(app);
}, 240_000);
afterAll(() => app?.stop());

/** Another role than was asked for. */
const widened = visitorText({ entitlements: "[{ provider: memory, resource: sandbox, role: guide }]" });

async function expectGranted({ number, path }: Asked) {
  expect(await desk.judge(number)).toEqual(merged);
  await app.reconcile();
  expect((await readFate(app, path)).granted).toBe(true);
}

describe("whose word counts, and which", { timeout: 60_000 }, () => {
  it("SA6: a workflow approves nothing, even where the organisation lets it", async () => {
    const asked = await desk.ask();
    const workflow = app.github.asApp(app.github.sandbox.reaper);
    const review = { ...at, pull_number: asked.number, event: "APPROVE" } as const;
    expect(await outcomeOf(workflow.pulls.createReview(review))).toContain("not permitted to approve");
    app.github.sandbox.control.setWorkflowPermissions({ mayApprove: true }, null);
    app.github.sandbox.control.setWorkflowPermissions({ mayApprove: true });
    expect(await outcomeOf(workflow.pulls.createReview(review))).toBe("allowed");
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await letOwnersPast(app.github, "always");
    await app.as("olga").pulls.merge({ ...at, pull_number: asked.number, merge_method: "squash" });
    await expectRefused(app, asked.path, { pull: asked.number, codes: ["CHECK_UNPROVEN"] });
    await letOwnersPast(app.github);
  });

  it("SA9: two approvals are two people's, not one account's nor two accounts of one person", async () => {
    const asked = await desk.ask("alice", { folder: "pairs" });
    for (const login of ["carol", "carol", "carol2"]) await approve(app.github, login, asked.number);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await approve(app.github, "bob", asked.number);
    await expectGranted(asked);
  });

  it.each([
    ["only reads", "eve"],
    ["writes, and leads another team", "dave"],
    ["is in the requesters' team alone", "frank"],
  ])("SA10: somebody who %s approves nothing", async (_who, login) => {
    const asked = await desk.ask();
    await approve(app.github, login, asked.number);
    expect(await desk.judge(asked.number)).toEqual(waiting);
  });

  it.each([
    ["as author", "author", ["bob", "olga"]],
    ["in trailers", "trailers", ["bob", "carol", "carol2", "olga"]],
  ])("SA13: a commit that names the approver %s approves nothing", async (_where, how, eligible) => {
    const asked = await desk.ask();
    const trailers = [`Co-authored-by: Carol <${desk.emailOf("carol")}>`, "Approved-by: carol"];
    if (how === "trailers")
      await asked.clone.git(
        ...["commit", "--quiet", "--amend", "--no-edit"],
        ...trailers.flatMap((trailer) => ["--trailer", trailer]),
      );
    else await signAs(asked.clone, { author: desk.emailOf("carol"), committer: desk.emailOf("alice") });
    await asked.clone.git("push", "--quiet", "--force", "origin", "HEAD");
    const decision = await desk.decideNow(asked.number);
    expect(decision.approvers).toEqual([]);
    expect(decision.eligible.map(({ login }) => login).sort()).toEqual(eligible);
    expect(await desk.judge(asked.number)).toEqual(waiting);
  });

  it.each([
    ["author", { author: "nobody@example.com", committer: "" }],
    ["committer", { author: "", committer: "nobody@example.com" }],
  ])("SA13: a commit whose %s is nobody's address is denied", async (_part, { author, committer }) => {
    const asked = await desk.ask();
    const own = desk.emailOf("alice");
    await signAs(asked.clone, { author: author || own, committer: committer || own });
    await asked.clone.git("push", "--quiet", "--force", "origin", "HEAD");
    await approve(app.github, "bob", asked.number);
    expect(await desk.judge(asked.number)).toEqual({ status: "denied", codes: ["COMMIT_OF_NOBODY"] });
  });

  it("SA14: changes asked for and dismissed bring no earlier approval back; a new one counts", async () => {
    const asked = await desk.ask("alice", { folder: "pairs" });
    const about = { ...at, pull_number: asked.number };
    for (const login of ["bob", "carol"]) await approve(app.github, login, asked.number);
    const { data } = await app
      .as("carol")
      .pulls.createReview({ ...about, event: "REQUEST_CHANGES", body: "No." });
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await app.as("carol").pulls.dismissReview({ ...about, review_id: data.id, message: "Fine." });
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await approve(app.github, "carol", asked.number);
    await expectGranted(asked);
  });

  it("SA14: an approval that was dismissed, or never sent off, counts for nothing", async () => {
    const asked = await desk.ask();
    const about = { ...at, pull_number: asked.number };
    const { data } = await app.as("bob").pulls.createReview({ ...about, event: "APPROVE" });
    await app.as("carol").pulls.dismissReview({ ...about, review_id: data.id, message: "Not this one." });
    await app.as("carol").pulls.createReview({ ...about, body: "I approve." });
    expect(await desk.judge(asked.number)).toEqual(waiting);
  });

  it("SA15: comments, labels and texts that say it is approved are not read", async () => {
    const asked = await desk.ask();
    const about = { ...at, issue_number: asked.number };
    const says = "Approved by @carol. /approve /hallpass approve LGTM";
    await app.as("carol").issues.createComment({ ...about, body: says });
    await app
      .as("carol")
      .pulls.createReview({ ...at, pull_number: asked.number, event: "COMMENT", body: says });
    await app.as("alice").issues.addLabels({ ...about, labels: ["approved", "lgtm"] });
    await app.as("alice").pulls.update({ ...at, pull_number: asked.number, title: says, body: says });
    expect(await desk.judge(asked.number)).toEqual(waiting);
  });

  it("holds what an owner objects to, and not what somebody else does", async () => {
    const asked = await desk.ask("alice", { folder: "payments" });
    const about = { ...at, pull_number: asked.number, event: "REQUEST_CHANGES", body: "No." } as const;
    await app.as("eve").pulls.createReview(about);
    await app.as("carol").pulls.createReview(about);
    await approve(app.github, "bob", asked.number);
    expect(JSON.stringify(await desk.decideNow(asked.number))).toContain("carol asked for changes");
    await approve(app.github, "carol", asked.number);
    await expectGranted(asked);
  });

  it("RO1: a requester who dismisses an owner's objection has dismissed nothing; its author or another owner may", async () => {
    const asked = await desk.ask("alice");
    const about = { ...at, pull_number: asked.number };
    const objection = { ...about, event: "REQUEST_CHANGES", body: "Not for this." } as const;
    const dismiss = async (login: string, review_id: number) =>
      app.as(login).pulls.dismissReview({ ...about, review_id, message: "Settled." });
    const { data: first } = await app.as("carol").pulls.createReview(objection);
    await approve(app.github, "bob", asked.number);
    await dismiss("alice", first.id);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    expect(JSON.stringify(await desk.decideNow(asked.number))).toContain(
      "alice dismissed the review of carol",
    );
    await letOwnersPast(app.github, "always");
    await app.as("olga").pulls.merge({ ...about, merge_method: "squash" });
    await expectRefused(app, asked.path, { pull: asked.number, codes: ["CHECK_UNPROVEN"] });
    await letOwnersPast(app.github);
    const other = await desk.ask("alice");
    const again = { ...about, pull_number: other.number };
    const { data: second } = await app.as("carol").pulls.createReview({ ...objection, ...again });
    await approve(app.github, "bob", other.number);
    await app.as("bob").pulls.dismissReview({ ...again, review_id: second.id, message: "Settled." });
    await expectGranted(other);
  });

  it("SA16: an owner of the organisation who leads the team approves neither the own request nor what the owner pushed", async () => {
    const own = await desk.ask("olga");
    expect(await desk.approveAs("olga", own.number)).toContain("422");
    expect(await desk.judge(own.number)).toEqual(waiting);
    const asked = await desk.ask();
    const olga = await desk.checkOut(asked, "olga");
    await olga.commit({ [asked.path]: widened });
    await signAs(olga, { author: desk.emailOf("alice") });
    await olga.git("push", "--quiet", "origin", "HEAD");
    await approve(app.github, "olga", asked.number);
    expect(await desk.judge(asked.number)).toEqual(waiting);
  });
});

describe("a request for somebody else", { timeout: 60_000 }, () => {
  it.each([
    [
      "where the policy lets nobody",
      { folder: "payments", subject: "alice" },
      "frank",
      "SUBJECT_NOT_REQUESTER",
    ],
    [
      "for whom the policy does not name",
      { folder: "behalf", subject: "eve" },
      "frank",
      "SUBJECT_NOT_REQUESTER",
    ],
    ["for whom nobody knows", { folder: "behalf", subject: "nobody" }, "frank", "SUBJECT_UNKNOWN"],
    ["by somebody who may not ask", { folder: "behalf", subject: "alice" }, "dave", "REQUESTER_NOT_ALLOWED"],
  ])("RF4: %s is denied, whoever approves", async (_where, fields, requester, code) => {
    const asked = await desk.ask(requester, fields);
    await approve(app.github, "bob", asked.number);
    expect(await desk.judge(asked.number)).toEqual({ status: "denied", codes: [code] });
  });

  it("RF4: is granted to that person where the policy allows it, on the word of neither of the two", async () => {
    const asked = await desk.ask("bob", { folder: "behalf", subject: "carol" });
    expect(await desk.approveAs("bob", asked.number)).toContain("422");
    for (const login of ["carol", "carol2"]) await approve(app.github, login, asked.number);
    expect(await desk.judge(asked.number)).toEqual(waiting);
    await approve(app.github, "olga", asked.number);
    await expectGranted(asked);
    expect((await readFate(app, asked.path)).lease).toMatchObject({
      principal: "carol",
      subject: { id: 1003 },
      requester: { id: 1002 },
      approvers: [{ id: 1009 }],
    });
  });
});
