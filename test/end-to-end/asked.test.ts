import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { main } from "../../src/cli.ts";
import { createSightings } from "../../src/operations/memory/sightings.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import { capture } from "../commands/clone.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { longText } from "../threats/long-request.ts";

let app: InProcess;
const sightings = createSightings();

beforeAll(async () => {
  app = await startInProcess();
}, 60_000);
afterAll(() => app?.stop());

const ask = (overrides: Readonly<Record<string, string>> = {}) =>
  openPull(app.github, "alice", { [requestPath()]: longText(overrides) });
const review = (pull: number) =>
  reviewPullRequest(app.deps, pull, (reviewed) =>
    sightings.note(reviewed.pull, reviewed.checkResult, app.deps.now()),
  );
const round = () => app.reconcile({ ...app.deps, sightings });

async function history(): Promise<string[]> {
  const clone = join(app.config.stateDir, "repository.git");
  const { out } = await capture(main, "audit", "history", "--repository", clone);
  return out
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.replace(/^.*?alice /u, "alice ").replace(/ {2,}/gu, " | "));
}

it("a request is on the ledger from when it was asked, and so is what became of it without a grant", async () => {
  const [refused, later] = [await ask({ duration: "90d" }), await ask({ start: tomorrow() })];
  for (const { number } of [refused, later]) await review(number);
  await round();
  expect((await history()).map((line) => line.split(" | ").at(-1))).toEqual(["asked", "asked"]);
  await app.as("alice").pulls.update({ ...at, pull_number: refused.number, state: "closed" });
  await review(refused.number);
  await approve(app.github, "carol", later.number);
  await review(later.number);
  await round();
  const [first, second] = await history();
  expect(first).toMatch(/alice \| visitor on memory\/sandbox \| .* \| closed without a merge: DURATION_/u);
  expect(second).toMatch(/\| carol \| approved, from /u);
  // Nothing new is written again.
  expect((await round()).entries).toEqual([]);
});

const tomorrow = (): string => new Date(Date.now() + 26 * 3_600_000).toISOString().replace(/\.\d+Z$/u, "Z");
