// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS1: Somebody writes the app's trailers into a commit of their own, in the name of a colleague.
//   AS2: Somebody with write access pushes to the branch of a request that the app wrote, updates it from the
//     default branch, or puts another commit in its place.
//   AS3: Somebody edits the issue that a colleague asked with, before or after the app read it, or moves an
//     issue here from another repository.
//   AS4: The issue is deleted, or says something else than the request.
//   AS5: Somebody opens a pull request of their own from the branch that the app wrote for a colleague.
//   AS6: Somebody puts an old commit that the app signed onto the branch of another request, or into another
//     repository.
//   AS7: An approver asks by an issue, and approves the pull request that the app opened.
//   AS8: A webhook comes twice, two processes hear it, or one stops between the branch and the pull request.

import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { branchOf, writeAskMessage } from "../../src/core/asking/asked.ts";
import { conclude } from "../../src/core/decision/check-result.ts";
import { listFindings } from "../../src/core/decision/decision.ts";
import { signCommit } from "../../src/git/objects/signed-commit.ts";
import { openFor } from "../../src/operations/opening/open-for.ts";
import { askInIssue, opening, openWish } from "../support/asked.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { issueText } from "../support/issue-form.ts";
import { at } from "../support/local-github.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve, isMerged, openPull } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

/** The codes of the mistakes that the app finds in a pull request. */
async function judge(number: number): Promise<readonly string[]> {
  const found = await app.review(number);
  if (found?.kind !== "request") throw new Error(`#${number} is not open, or no request.`);
  return listFindings(found.decision).map(({ code }) => code);
}

const headOf = async (number: number) =>
  (await app.as("alice").pulls.get({ ...at, pull_number: number })).data.head.sha;

it("a request in an issue is granted to its author, and ends when the issue is closed", async () => {
  const { issue, wish } = await askInIssue(app);
  const number = await openWish(app, wish);
  expect(await judge(number)).toEqual([]);
  await approve(app.github, "carol", number);
  expect(conclude((await app.review(number)) ?? expect.fail())).toBe("success");
  expect(await isMerged(app.github, number)).toBe(true);
  await app.reconcile();
  const visitors = await app.listVisitors();
  expect(visitors.map(({ principal }) => principal)).toEqual(["alice"]);
  app.travel(90);
  await app.reconcile();
  expect((await readFate(app, wish.file.path)).lease?.verifiedAt).toBeDefined();
  await app.as("alice").issues.update({ ...at, issue_number: issue, state: "closed" });
  await app.watch();
  await app.reconcile();
  expect(await app.listVisitors()).toEqual([]);
});

it("AS1: the app's trailers in a person's commit make nobody else the requester", async () => {
  const { wish } = await askInIssue(app);
  const pull = await openPull(app.github, "dave", { [wish.file.path]: wish.file.text });
  const { asker, source, at: time, file } = wish;
  const message = writeAskMessage({ repository: 77, asker, source, request: file.id, at: time });
  await pull.clone.git("commit", "--quiet", "--amend", "--message", message);
  await pull.clone.git("push", "--quiet", "--force", "origin", "HEAD");
  expect(await judge(pull.number)).toContain("SUBJECT_NOT_REQUESTER");
});

it.each([
  ["another commit", async (git: Git) => git("commit", "--quiet", "--allow-empty", "--message", "more")],
  [
    "another commit in its place",
    async (git: Git) => git("commit", "--quiet", "--amend", "--no-edit", "--reset-author"),
  ],
  ["the same trailers, signed with another key", signAgain],
])("AS2: a branch of the app with %s asks for nobody", async (_what, change) => {
  const { wish } = await askInIssue(app);
  const number = await openWish(app, wish);
  const clone = await app.clone("dave");
  await clone.git("fetch", "--quiet", "origin", branchOf(wish.source));
  await clone.git("checkout", "--quiet", "FETCH_HEAD");
  await change(clone.git, clone.dir);
  await clone.git("push", "--quiet", "--force", "origin", `HEAD:refs/heads/${branchOf(wish.source)}`);
  await approve(app.github, "carol", number);
  expect(await judge(number)).toContain("ASKER_UNPROVEN");
  expect(await isMerged(app.github, number)).toBe(false);
});

type Git = (...args: string[]) => Promise<string>;

async function signAgain(git: Git, dir: string): Promise<void> {
  const [tree = "", parent = ""] = (await git("log", "-1", "--format=%T %P")).split(" ");
  const message = `${await git("log", "-1", "--format=%B")}\n`;
  const { privateKey } = generateKeyPairSync("ed25519");
  const identity = { name: "hallpass", email: "hallpass@noreply.invalid" };
  const file = join(dir, ".git", "signed");
  await writeFile(file, signCommit({ tree, parent, identity, at: new Date(), message }, privateKey));
  await git("reset", "--quiet", "--hard", await git("hash-object", "-t", "commit", "-w", file));
}

it("AS3: an issue that somebody edited before the merge asks for nothing", async () => {
  const { issue, wish } = await askInIssue(app);
  const number = await openWish(app, wish);
  const edit = (body: string) => app.as("olga").issues.update({ ...at, issue_number: issue, body });
  await edit(issueText({ duration: "8h" }));
  await edit(issueText());
  await approve(app.github, "carol", number);
  expect(await judge(number)).toContain("ASKER_UNPROVEN");
  expect(await isMerged(app.github, number)).toBe(false);
});

it("AS3: nor is anything granted for one that somebody edited between the merge and the grant", async () => {
  const { issue, wish } = await askInIssue(app);
  const number = await openWish(app, wish);
  await approve(app.github, "carol", number);
  await app.review(number);
  expect(await isMerged(app.github, number)).toBe(true);
  await app.as("olga").issues.update({ ...at, issue_number: issue, body: issueText({ duration: "8h" }) });
  await app.reconcile();
  app.travel(60);
  await app.reconcile();
  expect(await readFate(app, wish.file.path)).toMatchObject({
    granted: false,
    refusal: { codes: expect.arrayContaining(["ASKER_UNPROVEN"]) },
  });
});

it("AS4: a request that is not the one of the issue asks for nobody, whatever the app signed", async () => {
  const { wish } = await askInIssue(app);
  const text = wish.file.text.replace("duration: 2h", "duration: 8h");
  const number = await openWish(app, { ...wish, file: { ...wish.file, text } });
  expect(await judge(number)).toContain("ASKER_UNPROVEN");
});

it("AS4: nor does one in the name of somebody who did not write the issue", async () => {
  const { wish } = await askInIssue(app, "alice");
  const carol = { id: 1003, login: "carol" };
  const text = wish.file.text.replace("alice", "carol");
  const number = await openWish(app, { ...wish, asker: carol, file: { ...wish.file, text } });
  expect(await judge(number)).toContain("ASKER_UNPROVEN");
});

it("AS5: a pull request of somebody else from the app's branch is theirs, and the app's own comes after it", async () => {
  const { wish } = await askInIssue(app);
  const { asking } = opening(app);
  const stopped = { ...asking, open: () => Promise.reject(new Error("the process ended")) };
  await expect(openFor({ ...opening(app), asking: stopped }, wish)).rejects.toThrow("the process ended");
  const branch = branchOf(wish.source);
  const { data } = await app.as("dave").pulls.create({ ...at, title: "x", head: branch, base: "main" });
  expect(await judge(data.number)).toEqual(expect.arrayContaining(["BOT_PUSHED", "SUBJECT_NOT_REQUESTER"]));
  await expect(openWish(app, wish)).rejects.toThrow("does not let Hallpass open");
  await app.as("dave").pulls.update({ ...at, pull_number: data.number, state: "closed" });
  const number = await openWish(app, wish);
  expect(number).not.toBe(data.number);
  expect(await judge(number)).toEqual([]);
});

it("AS6: a commit that the app signed for one issue counts on the branch of no other", async () => {
  const first = await askInIssue(app);
  await openWish(app, first.wish);
  const second = await askInIssue(app);
  const clone = await app.clone("dave");
  await clone.git("fetch", "--quiet", "origin", branchOf(first.wish.source));
  const squat = `FETCH_HEAD:refs/heads/${branchOf(second.wish.source)}`;
  await clone.git("push", "--quiet", "origin", squat);
  await expect(openWish(app, second.wish)).rejects.toThrow("is there already, with something else on it");
  // Even if the app had opened a pull request from there.
  const { number } = await opening(app).asking.open({
    branch: branchOf(second.wish.source),
    base: "main",
    title: "x",
    body: "x",
  });
  expect(await judge(number)).toContain("ASKER_UNPROVEN");
});

it("AS7: who asked by an issue does not approve it", async () => {
  const { wish } = await askInIssue(app, "carol");
  const number = await openWish(app, wish);
  await approve(app.github, "carol", number);
  const found = await app.review(number);
  if (found?.kind !== "request") throw new Error("no request");
  expect(found.decision).toMatchObject({ approvers: [] });
  expect(found.decision.eligible.map(({ login }) => login)).not.toContain("carol");
  expect(await isMerged(app.github, number)).toBe(false);
});

it("AS8: however often and by whomever it is heard, one issue leads to one pull request", async () => {
  const { wish } = await askInIssue(app);
  const both = await Promise.all([openWish(app, wish), openWish(app, wish)]);
  expect(new Set(both).size).toBe(1);
  expect(await openWish(app, wish)).toBe(both[0]);
  const head = await headOf(both[0] ?? 0);
  await app.as("carol").pulls.update({ ...at, pull_number: both[0] ?? 0, state: "closed" });
  expect(await openWish(app, wish)).toBe(both[0]);
  expect(await headOf(both[0] ?? 0)).toEqual(head);
});

it("AS8: a process that stopped after the branch is followed by one that opens the pull request", async () => {
  const { wish } = await askInIssue(app);
  const { asking } = opening(app);
  const stopped = { ...asking, open: () => Promise.reject(new Error("the process ended")) };
  await expect(openFor({ ...opening(app), asking: stopped }, wish)).rejects.toThrow("the process ended");
  expect(await judge(await openWish(app, wish))).toEqual([]);
});
