// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS3: Somebody edits the issue that a colleague asked with, before or after the app read it, or moves an
//     issue here from another repository.
//   AS15: Somebody opens many issues with the form's label that ask for nothing, so that a colleague's is
//     never read.
//   AS16: Somebody opens an issue again that a colleague closed to withdraw what they asked for, and an
//     approver approves.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { branchOf } from "../../src/core/asking/asked.ts";
import { hearIssue } from "../../src/operations/opening/hear-issue.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { issueText } from "../support/issue-form.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

const open = async (login: string, body: string): Promise<number> =>
  (await app.as(login).issues.create({ ...at, title: "Access", body, labels: ["access request"] })).data
    .number;

/** What the app said in an issue, oldest first, and the issue's state. */
async function read(issue_number: number) {
  const { data } = await app.as("alice").issues.listComments({ ...at, issue_number });
  const { state, state_reason } = (await app.as("alice").issues.get({ ...at, issue_number })).data;
  return { said: data.map(({ body }) => body ?? ""), state, reason: state_reason };
}

async function pullOf(issue: number): Promise<number> {
  const { id } = (await app.as("alice").issues.get({ ...at, issue_number: issue })).data;
  const branch = branchOf({ kind: "issue", number: issue, id });
  const { data } = await app.as("alice").pulls.list({ ...at, state: "all", head: `acme:${branch}` });
  return data[0]?.number ?? expect.fail("There is no pull request.");
}

describe("an issue with the form", () => {
  it("ends the access by a comment of its author there, and of nobody else", async () => {
    const issue = await open("alice", issueText());
    await hearIssue(app.deps, issue);
    const pull = await pullOf(issue);
    await approve(app.github, "carol", pull);
    await app.review(pull);
    await app.reconcile();
    expect(await app.listVisitors()).toHaveLength(1);
    const comment = (login: string) =>
      app.as(login).issues.createComment({ ...at, issue_number: issue, body: "/hallpass end" });
    await comment("dave");
    await hearIssue(app.deps, issue);
    expect((await read(issue)).state).toBe("open");
    await comment("alice");
    await hearIssue(app.deps, issue);
    expect(await read(issue)).toMatchObject({ state: "closed" });
    await app.watch();
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
    expect((await read(issue)).said.at(-1)).toContain("no longer holds");
  });

  it("is all that a person needs: it says when the access is asked for, there, and over, and is closed then", async () => {
    const issue = await open("alice", issueText());
    await hearIssue(app.deps, issue);
    await hearIssue(app.deps, issue);
    const pull = await pullOf(issue);
    expect((await read(issue)).said).toEqual([expect.stringContaining(`opened #${pull}`)]);
    await approve(app.github, "carol", pull);
    await app.review(pull);
    await app.reconcile();
    expect((await read(issue)).said).toEqual([
      expect.stringContaining(`opened #${pull}`),
      expect.stringContaining("holds `visitor` on `memory/sandbox` until"),
    ]);
    app.travel(7300);
    await app.reconcile();
    expect(await read(issue)).toEqual({
      said: [expect.anything(), expect.anything(), expect.stringContaining("no longer holds")],
      state: "closed",
      reason: "completed",
    });
    expect(await app.listVisitors()).toEqual([]);
  });

  it.each([
    ["with a wrong value", issueText({ duration: "a while" }), "is not a duration"],
    ["for longer than the policy allows", issueText({ duration: "9d" }), "Nobody can approve this as it is"],
    ["for what nobody offers", issueText({ access: "memory / sandbox / admin (payments)" }), "Nobody can"],
    [
      "with a secret in it",
      issueText({ reason: `Look with AKIA${"Q".repeat(16)} please` }),
      "shape of a password",
    ],
  ])("%s is answered with what is wrong, and closed: an edit would not count", async (_what, body, says) => {
    const issue = await open("alice", body);
    await hearIssue(app.deps, issue);
    expect(await read(issue)).toEqual({
      said: [expect.stringContaining(says)],
      state: "closed",
      reason: "not_planned",
    });
    const { data } = await app
      .as("alice")
      .git.listMatchingRefs({ ...at, ref: `heads/hallpass/ask/i${issue}` });
    expect(data).toEqual([]);
  });

  it("AS3: that somebody changed before it was read asks for nothing", async () => {
    const issue = await open("alice", issueText());
    await app.as("olga").issues.update({ ...at, issue_number: issue, body: issueText({ duration: "8h" }) });
    await hearIssue(app.deps, issue);
    expect(await read(issue)).toMatchObject({
      said: [expect.stringContaining("it was changed after it was written")],
      state: "closed",
    });
  });

  it("AS16: that was closed asks for nothing any more, also where somebody else opens it again", async () => {
    const issue = await open("alice", issueText());
    await hearIssue(app.deps, issue);
    const pull = await pullOf(issue);
    const turn = (login: string, state: "open" | "closed") =>
      app.as(login).issues.update({ ...at, issue_number: issue, state });
    await turn("alice", "closed");
    await hearIssue(app.deps, issue);
    const withdrawn = await app.as("alice").pulls.get({ ...at, pull_number: pull });
    expect(withdrawn.data.state).toBe("closed");
    expect((await read(pull)).said.at(-1)).toContain(`Issue #${issue}, which asks for this, was closed`);
    await app.as("dave").pulls.update({ ...at, pull_number: pull, state: "open" });
    await turn("dave", "open");
    await approve(app.github, "carol", pull);
    await app.review(pull);
    expect(await isMerged(app.github, pull)).toBe(false);
  });

  it("AS16: that its author ended before the merge leaves no open pull request", async () => {
    const issue = await open("alice", issueText());
    await hearIssue(app.deps, issue);
    const pull = await pullOf(issue);
    await app.as("alice").issues.createComment({ ...at, issue_number: issue, body: "/hallpass end" });
    await hearIssue(app.deps, issue);
    const { data } = await app.as("alice").pulls.get({ ...at, pull_number: pull });
    expect(data).toMatchObject({ state: "closed", merged: false });
  });

  it("hears of a pull request that was closed, and is closed too", async () => {
    const issue = await open("alice", issueText());
    await hearIssue(app.deps, issue);
    const pull = await pullOf(issue);
    await app.as("carol").pulls.update({ ...at, pull_number: pull, state: "closed" });
    await hearIssue(app.deps, issue);
    expect(await read(issue)).toMatchObject({
      said: [expect.anything(), expect.stringContaining(`#${pull} was closed, and not merged`)],
      state: "closed",
    });
  });
});

it.each(["The refunds are stuck.", ""])(
  "an issue without the label that says %j is left alone",
  async (body) => {
    const { data } = await app.as("olga").issues.create({ ...at, title: "Refunds", body });
    await hearIssue(app.deps, data.number);
    expect(await read(data.number)).toMatchObject({ said: [], state: "open" });
  },
);

it("AS15: an issue with the label that was emptied is answered and closed", async () => {
  const issue = await open("alice", issueText());
  await app.as("alice").issues.update({ ...at, issue_number: issue, body: "nothing" });
  await hearIssue(app.deps, issue);
  expect(await read(issue)).toMatchObject({
    said: [expect.stringContaining("was changed")],
    state: "closed",
  });
});
