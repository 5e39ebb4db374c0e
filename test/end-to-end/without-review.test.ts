// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   WR1: A pull request that changes or restores the rules carries other files, where GitHub demands no
//     review.
//   WR2: An owner approves a pull request into another branch, which shows less; its head is merged into the
//     default branch.

import { afterEach, beforeEach, expect, it } from "vitest";
import { conclude } from "../../src/core/decision/check-result.ts";
import { findReceipts } from "../../src/operations/looking-back/find-receipts.ts";
import { createLookback } from "../../src/operations/memory/lookback.ts";
import { startCommand } from "../support/command-process.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Asked, idOf, type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { demandNoReview, readFate } from "../support/past-the-rules.ts";
import { approve, isMerged, openPull } from "../support/people.ts";

const SETTINGS = ".github/hallpass.yaml";
const VISITOR = "policies/sandbox-visitor.yaml";

let world: Leasing;
let app: InProcess;
beforeEach(async () => {
  world = await startLeasing((files) => ({
    [SETTINGS]: (files[SETTINGS] ?? "").replace("profile: strict", "profile: standard"),
    [VISITOR]: `${files[VISITOR]?.trimEnd()}
automatic: { maximum: 1h, perPerson: 1 }
breakGlass: { teams: [{ slug: payments, id: 301 }], maximum: 30m }
`,
  }));
  app = world.app;
  await demandNoReview(app.github);
}, 240_000);
afterEach(() => app?.stop());

const checkOf = async (pull: number): Promise<string | undefined> => {
  const checkResult = await app.review(pull);
  return checkResult && conclude(checkResult);
};

/** Asks, and lets the app look at the pull request, and then at the default branch. */
async function ask(overrides: Readonly<Record<string, string>> = {}): Promise<Asked> {
  const asked = await world.ask({ duration: "10m", ...overrides });
  await app.review(asked.number);
  await app.reconcile();
  return asked;
}

const commentsOn = async (issue_number: number): Promise<string> =>
  (await app.as("carol").issues.listComments({ ...at, issue_number })).data
    .map(({ body }) => body ?? "")
    .join("\n");

it("a policy approves low risk: granted with no review, within its limits, and owners can end it", async () => {
  const first = await ask();
  expect(await isMerged(app.github, first.number)).toBe(true);
  expect(await app.listVisitors()).toHaveLength(1);
  expect((await readFate(app, first.path)).lease).toMatchObject({
    basis: "automatic",
    approvers: [],
    owners: [{ login: "carol" }],
  });

  // The second one of the day goes to the owners, who are told why.
  const second = await ask();
  expect(await isMerged(app.github, second.number)).toBe(false);
  expect(JSON.stringify(await app.review(second.number))).toContain("for this person within 24 hours");
  await approve(app.github, "carol", second.number);
  await app.review(second.number);
  await app.reconcile();
  const { lease } = await readFate(app, second.path);
  expect(lease?.approvers).toMatchObject([{ login: "carol" }]);
  expect(lease?.basis).toBeUndefined();

  for (const { number } of [first, second]) await world.comment("carol", number);
  expect(await world.wake()).toEqual([]);
}, 240_000);

it("two automatic requests at once stay within the limit of one", async () => {
  const [first, second] = [await world.ask({ duration: "10m" }), await world.ask({ duration: "10m" })];
  await app.review(first.number);
  await app.review(second.number);
  await app.reconcile();
  app.travel(61);
  await app.reconcile();
  const fates = [await readFate(app, first.path), await readFate(app, second.path)];
  expect(fates.filter(({ granted }) => granted)).toHaveLength(1);
  expect(fates.filter(({ refusal }) => refusal !== undefined)).toHaveLength(1);
}, 240_000);

it("one command breaks the glass, where a policy provides for that", async () => {
  const { tokenOf, sandbox } = app.github;
  const run = async (access: string) => {
    const command = startCommand(
      ["request", access, "--break-glass", "--reason", "Paged: INC-1, refunds fail", "--json"],
      { GH_TOKEN: tokenOf("alice"), HALLPASS_REPOSITORY: "acme/access", GITHUB_API_URL: sandbox.url },
    );
    return { code: await command.exited, out: command.output.join("\n"), err: command.errors.join("\n") };
  };
  const { code, out } = await run("sandbox:visitor");
  expect(code).toBe(0);
  await app.review(JSON.parse(out).number);
  await app.reconcile();
  const [grant] = await app.listVisitors();
  expect(grant).toBeDefined();
  expect((await readFate(app, JSON.parse(out).path)).lease).toMatchObject({ basis: "break-glass" });

  const refused = await run("orders:readonly");
  expect(refused.code).toBe(2);
  expect(`${refused.out}${refused.err}`).toContain("has no `breakGlass`");
}, 240_000);

it("an emergency is granted at once, calls the owners, and is reviewed before the next one", async () => {
  const first = await ask({ breakGlass: "true" });
  expect(await app.listVisitors()).toHaveLength(1);
  expect((await readFate(app, first.path)).lease).toMatchObject({ basis: "break-glass", approvers: [] });
  expect(await commentsOn(first.number)).toContain("Break-glass: granted without an approval.** @carol");

  await world.comment("carol", first.number);
  expect(await world.wake()).toEqual([]);
  const second = await ask({ breakGlass: "true" });
  expect(await isMerged(app.github, second.number)).toBe(false);
  expect(JSON.stringify(await app.review(second.number))).toContain(idOf(first.path));

  // Neither the person nor nobody reviews it.
  const receipt = await world.openRemoval("alice", first.path);
  expect(await checkOf(receipt)).toBe("waiting");
  await approve(app.github, "carol", receipt);
  expect(await checkOf(receipt)).toBe("success");
  expect(await isMerged(app.github, receipt)).toBe(true);
  const deps = { ...app.deps, lookback: createLookback() };
  await app.reconcile(deps);
  expect(await findReceipts(deps)).toBe(1);
  await app.reconcile(deps);
  expect(await checkOf(second.number)).toBe("success");
}, 240_000);

it("a receipt that nobody has to look at is merged at once; what takes from another or is no request needs an owner", async () => {
  const ended = await ask();
  await world.comment("alice", ended.number);
  expect(await world.wake()).toEqual([]);
  const receipt = await world.openRemoval("alice", ended.path);
  expect(await checkOf(receipt)).toBe("success");
  expect(await isMerged(app.github, receipt)).toBe(true);

  const readme = await openPull(app.github, "alice", { "README.md": "# Ours\n" });
  expect(await checkOf(readme.number)).toBe("waiting");
  await approve(app.github, "carol", readme.number);
  expect(await checkOf(readme.number)).toBe("waiting");
  await approve(app.github, "dave", readme.number);
  expect(await checkOf(readme.number)).toBe("success");
}, 240_000);

it("WR1: restoring the rules brings no other file past its owners", async () => {
  const { pulls } = app.as("alice");
  const text = await (await app.clone("alice")).git("show", `HEAD:${VISITOR}`);
  const rule = await openPull(app.github, "alice", { [VISITOR]: `# A word\n${text}\n` });
  await approve(app.github, "dave", rule.number);
  await app.review(rule.number);
  // Any writer may dismiss, and GitHub merges before the check is written again.
  const [review] = (await pulls.listReviews({ ...at, pull_number: rule.number })).data;
  await pulls.dismissReview({ ...at, pull_number: rule.number, review_id: review?.id ?? 0, message: "No" });
  await world.merge("alice", rule.number);
  await app.reconcile().catch(() => undefined);
  const restore = await openPull(app.github, "alice", {
    [VISITOR]: `${text}\n`,
    ".github/workflows/evil.yaml": "on: push\njobs: {}\n",
  });
  expect(await checkOf(restore.number)).toBe("waiting");
  await expect(world.merge("alice", restore.number)).rejects.toThrow();
}, 240_000);

it("WR2: an approval in a pull request into another branch lets nothing into the default branch", async () => {
  const clone = await app.clone("alice");
  await clone.git("checkout", "--quiet", "-b", "stack");
  await clone.commit({ ".github/workflows/evil.yaml": "on: push\njobs: {}\n" }, "Something");
  await clone.git("push", "--quiet", "origin", "HEAD:stack");
  await clone.commit({ ".github/NOTES.md": "A note\n" }, "A note");
  await clone.git("push", "--quiet", "origin", "HEAD:topic");
  const { pulls } = app.as("alice");
  const into = async (base: string) =>
    (await pulls.create({ ...at, title: "A note", head: "topic", base })).data.number;
  const main = await into("main");
  expect(await checkOf(main)).toBe("waiting");
  const side = await into("stack");
  await approve(app.github, "dave", side);
  for (const pull of [side, main, side]) expect(await checkOf(pull)).toBe("waiting");
  await expect(world.merge("alice", main)).rejects.toThrow();
}, 240_000);
