import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { conclude, isLogLate } from "../../src/core/decision/check-result.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve, readCheck } from "../support/people.ts";

let world: Leasing;
let app: InProcess;
beforeAll(async () => {
  world = await startLeasing();
  app = world.app;
}, 240_000);
afterAll(() => app?.stop());

const tellNothing = () => vi.spyOn(app.deps.github, "listMoves").mockResolvedValue([]);

it("while the activity log lags the push, the check waits and says for what, and goes on by itself", async () => {
  app.github.sandbox.control.lag({ reads: "activity" });
  const { number, head } = await world.ask();
  await approve(app.github, "carol", number);
  const early = await app.review(number);
  expect(early && [conclude(early), isLogLate(early)]).toEqual(["waiting", true]);
  const check = await readCheck(app.github, head);
  expect(check).toMatchObject({ status: "in_progress", conclusion: null });
  expect(check?.summary).toContain("**Next:** wait. GitHub's activity log does not tell yet who pushed");
  app.github.sandbox.control.catchUp();
  const later = await app.review(number);
  expect(later && [conclude(later), isLogLate(later)]).toEqual(["success", false]);
});

it("a log that forgets the branch after the review neither refuses the request nor ends what was granted", async () => {
  const { path, number } = await world.ask({ duration: "30m" });
  await approve(app.github, "carol", number);
  await app.review(number);
  const forgets = tellNothing();
  await world.merge("carol", number);
  await app.reconcile();
  app.travel(61);
  await app.reconcile();
  expect(await readFate(app, path)).toEqual({ granted: false });
  forgets.mockRestore();
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
  const forgetsAgain = tellNothing();
  app.travel(61);
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
  forgetsAgain.mockRestore();
});

it("a branch that is deleted right after the merge takes its log with it, and the request is granted all the same", async () => {
  app.github.sandbox.control.behave({ activityOfGoneBranches: "forgotten" });
  const { path, number, clone } = await world.ask({ duration: "20m" });
  await approve(app.github, "carol", number);
  await app.review(number);
  await world.merge("carol", number);
  await clone.git("push", "--quiet", "origin", "--delete", await clone.git("branch", "--show-current"));
  await app.reconcile();
  expect(await readFate(app, path)).toMatchObject({ granted: true });
  app.travel(61);
  await app.reconcile();
  const { lease } = await readFate(app, path);
  expect(lease?.ended).toBeUndefined();
  expect(lease?.verifiedAt).toBeInstanceOf(Date);
});
