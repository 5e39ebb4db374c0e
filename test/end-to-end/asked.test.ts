import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { main } from "../../src/cli.ts";
import { DAYS } from "../../src/core/hours/hours-schema.ts";
import { createSightings } from "../../src/operations/memory/sightings.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import { capture } from "../commands/clone.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { seedWith } from "../support/seed-with.ts";
import { longText } from "../threats/long-request.ts";

let app: InProcess;
const sightings = createSightings();

const POLICY = "policies/sandbox-visitor.yaml";
// In three days, and not now.
const day = DAYS[(new Date().getUTCDay() + 2) % 7];
const hours = `hours: { zone: UTC, weekly: [{ days: [${day}], from: "00:00", to: "00:00" }] }`;

beforeAll(async () => {
  const policy = await readFile(new URL(`../../${POLICY}`, import.meta.url), "utf8");
  app = await startInProcess({ seed: seedWith({ [POLICY]: `${policy}${hours}\n` }) });
}, 60_000);
afterAll(() => app?.stop());

const ask = (overrides: Readonly<Record<string, string>> = {}) =>
  openPull(app.github, "alice", { [requestPath()]: longText(overrides) });
const review = (pull: number) =>
  reviewPullRequest({ ...app.deps, sightings }, pull, (reviewed) =>
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

it("approvers read when it was asked out of hours, the same at each review", async () => {
  const { number } = await ask();
  const look = async () => {
    const result = await review(number);
    return result?.kind === "request"
      ? result.briefing?.unusual.find(({ kind }) => kind === "hours")
      : undefined;
  };
  const first = await look();
  expect(first).toMatchObject({ policy: "sandbox-visitor", begins: false });
  const askedAt = sightings.askedAt(number);
  app.travel(3600);
  expect(await look()).toEqual({ ...first, at: askedAt });
  await round();
  app.travel(3600);
  expect(await look()).toEqual({ ...first, at: askedAt });
});

const tomorrow = (): string => new Date(Date.now() + 26 * 3_600_000).toISOString().replace(/\.\d+Z$/u, "Z");
