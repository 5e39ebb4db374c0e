// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS10: Somebody else comments `/hallpass extend` on a colleague's pull request, or a comment of theirs is
//     taken for the colleague's.
//   AS11: Somebody with write access edits the comment of a colleague into an extension, or into a longer
//     one, before or after the merge.
//   AS12: The webhook of `/hallpass extend` comes again, also after its pull request was closed.
//   AS13: Whoever extends their own access by a comment approves the pull request, which the app opened.

import { afterAll, beforeAll, expect, it } from "vitest";
import type { AskSource } from "../../src/core/asking/asked.ts";
import { listFindings } from "../../src/core/decision/decision.ts";
import { draftExtension, findBase } from "../../src/core/during/extension.ts";
import { addRules } from "../../src/operations/evidence/snapshot.ts";
import { extendByComment } from "../../src/operations/opening/extend-by-comment.ts";
import { openFor } from "../../src/operations/opening/open-for.ts";
import { readView } from "../../src/operations/round/view.ts";
import { opening } from "../support/asked.ts";
import { commandOf } from "../support/commands.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve, isMerged, openPull, requestPath } from "../support/people.ts";

let app: InProcess;
/** The pull request of alice's access, which carol approved. */
let base: number;
beforeAll(async () => {
  app = await startInProcess();
  const { number } = await openPull(app.github, "alice", {
    [requestPath()]: visitorText({ duration: "2h" }),
  });
  await approve(app.github, "carol", number);
  await app.review(number);
  await app.reconcile();
  base = number;
}, 240_000);
afterAll(() => app?.stop());

const EXTEND = "/hallpass extend 1h";

const write = async (login: string, body = EXTEND) =>
  (await app.as(login).issues.createComment({ ...at, issue_number: base, body })).data;

type Comment = Awaited<ReturnType<typeof write>>;

async function hear(comment: Comment) {
  const command = commandOf(comment, base);
  return extendByComment(app.deps, { ...command, duration: command.duration ?? "" });
}

/** alice extends it by a comment. Answers the comment and the pull request of the extension. */
async function extend(): Promise<{ comment: Comment; number: number }> {
  const comment = await write("alice");
  const answer = await hear(comment);
  if (answer.kind !== "extension") throw new Error(JSON.stringify(answer));
  return { comment, number: answer.pull };
}

async function judge(number: number): Promise<readonly string[]> {
  const found = await app.review(number);
  if (found?.kind !== "request") throw new Error(`#${number} is not open, or no request.`);
  return listFindings(found.decision).map(({ code }) => code);
}

const countPulls = async () =>
  (await app.as("alice").pulls.list({ ...at, state: "all", per_page: 100 })).data.length;

it.each(["carol", "dave", "olga"])(
  "AS10: %s, who neither holds the access nor asked for it, extends nothing",
  async (login) => {
    const before = await countPulls();
    const answer = await hear(await write(login));
    expect(answer).toMatchObject({ kind: "not-yours-to-extend", extenders: [{ login: "alice" }] });
    expect(await countPulls()).toBe(before);
  },
);

it.each([
  ["the comment of another person", "dave", EXTEND],
  ["a comment that says something else", "alice", "thanks"],
])("AS10: %s makes nothing an extension, whatever the app signed", async (_what, login, body) => {
  const comment = await write(login, body);
  const { state } = await app.deps.ledger.read();
  const leases = findBase(state, base) ?? expect.fail();
  const source: Extract<AskSource, { kind: "comment" }> = { kind: "comment", number: base, id: comment.id };
  const file = draftExtension(leases, source, { duration: "1h", at: new Date(comment.created_at) });
  const publicKey = await readPublicKey();
  const wish = {
    asker: leases[0].subject,
    source,
    at: new Date(comment.created_at),
    file,
    title: "x",
    publicKey,
  };
  const { number } = await openFor(opening(app), wish);
  await approve(app.github, "carol", number);
  expect(await judge(number)).toContain("ASKER_UNPROVEN");
  expect(await isMerged(app.github, number)).toBe(false);
});

it("AS11: a comment that was edited before the app read it extends nothing", async () => {
  const comment = await write("alice");
  await app.as("olga").issues.updateComment({ ...at, comment_id: comment.id, body: "/hallpass extend 8h" });
  await app.as("olga").issues.updateComment({ ...at, comment_id: comment.id, body: EXTEND });
  const before = await countPulls();
  expect(await hear(comment)).toMatchObject({ kind: "not-now", why: expect.stringContaining("edited") });
  expect(await countPulls()).toBe(before);
});

it("AS11: nor is anything granted for one that was edited between the merge and the grant", async () => {
  const { comment, number } = await extend();
  await approve(app.github, "carol", number);
  await app.review(number);
  expect(await isMerged(app.github, number)).toBe(true);
  const { data } = await app.as("alice").pulls.listFiles({ ...at, pull_number: number });
  await app.as("olga").issues.updateComment({ ...at, comment_id: comment.id, body: "/hallpass extend 8h" });
  await app.reconcile();
  app.travel(61);
  await app.reconcile();
  expect(await readFate(app, data[0]?.filename ?? "")).toMatchObject({
    granted: false,
    refusal: { codes: expect.arrayContaining(["ASKER_UNPROVEN"]) },
  });
});

it("AS12: however often it is heard, one comment leads to one pull request, also once that is closed", async () => {
  const { comment, number } = await extend();
  expect(await hear(comment)).toMatchObject({ kind: "extension", pull: number });
  await app.as("carol").pulls.update({ ...at, pull_number: number, state: "closed" });
  const before = await countPulls();
  expect(await hear(comment)).toMatchObject({ kind: "extension", pull: number });
  expect(await countPulls()).toBe(before);
});

it("AS13: who extended by a comment does not approve it, and without an approval nothing is extended", async () => {
  const { number } = await extend();
  await approve(app.github, "alice", number);
  const found = await app.review(number);
  if (found?.kind !== "request") throw new Error("no request");
  expect(found.decision).toMatchObject({
    status: "waiting",
    approvers: [],
    terms: { subject: { login: "alice" } },
  });
  expect(found.decision.eligible.map(({ login }) => login)).not.toContain("alice");
  expect(await isMerged(app.github, number)).toBe(false);
});

async function readPublicKey(): Promise<string> {
  const { rules } = await addRules(app.deps, await readView(app.deps));
  return rules.settings?.ledger.publicKey ?? "";
}
