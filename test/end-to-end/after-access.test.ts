// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RW1: A team asks for more and never reviews what it had, where its policy asks for that review.
//   RW2: A review becomes overdue after a request was merged, or while its access lives.

import { addMilliseconds } from "date-fns";
import { afterEach, beforeEach, expect, it } from "vitest";
import { conclude } from "../../src/core/decision/check-result.ts";
import { announceOn, createTold } from "../../src/operations/announce.ts";
import { openRevert, planClosings } from "../../src/operations/close.ts";
import { findReminders } from "../../src/operations/looking-back/remind-reviews.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";

const DAY_S = 86_400;

let world: Leasing;
let app: InProcess;
beforeEach(async () => {
  world = await startLeasing((files) => {
    const policies = Object.entries(files).filter(([path]) => /^policies\/[^/]+\.yaml$/u.test(path));
    const holding = (text: string) =>
      `${text.replace(/maximum: \w+/u, "maximum: 9d").trimEnd()}\nreview: { within: 1d, hold: true }\n`;
    return Object.fromEntries(policies.map(([path, text]) => [path, holding(text)]));
  });
  app = world.app;
}, 240_000);
afterEach(() => app?.stop());

/** The seconds until the review of access that ended today is overdue. */
function untilOverdue(): number {
  const now = app.deps.now();
  const tomorrow = new Date(now.toISOString().slice(0, 10)).getTime() + DAY_S * 1000;
  return (addMilliseconds(tomorrow, DAY_S * 1000).getTime() - now.getTime()) / 1000;
}

async function openReceipt(): Promise<number> {
  const { repository, reverts, ledger, now } = app.deps;
  await repository.fetch([]);
  const closing = { repository, reverts, defaultBranch: "main", receipts: "each" as const };
  const { state, tip } = await ledger.read();
  const {
    closings: [first],
  } = await planClosings(closing, state, [], now());
  const reading = { now: now(), readUses: async () => new Map() };
  const pull = first && (await openRevert(closing, first, tip, reading));
  if (pull === undefined) throw new Error("No receipt was opened.");
  return pull.number;
}

const checkOf = async (pull: number): Promise<string | undefined> => {
  const checkResult = await app.review(pull);
  return checkResult && conclude(checkResult);
};
const commentsOf = async (issue_number: number): Promise<string[]> =>
  (await app.as("carol").issues.listComments({ ...at, issue_number })).data.map(({ body }) => body ?? "");

it("RW1, RW2: what is overdue is reminded of once a day, and holds back requests, also a merged one, until its review", async () => {
  const earlier = await world.grant();
  await world.comment("alice", earlier.number);
  expect(await world.wake()).toEqual([]);
  const receipt = await openReceipt();
  expect(await findReminders(app.deps)).toEqual([]);

  const next = await world.ask({ duration: "5d" });
  await approve(app.github, "carol", next.number);
  app.travel(untilOverdue() - 60);
  expect(await checkOf(next.number)).toBe("success");
  await world.merge("carol", next.number);
  app.travel(120);
  const waiting = await world.ask({ duration: "5d" });
  await approve(app.github, "carol", waiting.number);

  // Merged before, and nothing is granted; not merged yet, and its check names the receipt.
  await app.reconcile();
  expect(await app.listVisitors()).toEqual([]);
  expect(await readFate(app, next.path)).toEqual({ granted: false });
  const held = await app.review(waiting.number);
  expect(held && conclude(held)).toBe("waiting");
  expect(JSON.stringify(held)).toContain(`"text":"pull request ${receipt}"`);

  const [reminder, ...others] = await findReminders(app.deps);
  expect(others).toEqual([]);
  for (const _process of ["first", "restarted"])
    for (const channel of app.deps.notifiers)
      if (reminder !== undefined) await announceOn({ told: createTold(1) }, channel, reminder);
  const told = (await commentsOf(receipt)).filter((body) => body.includes("is **overdue** since"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("payments-leads");

  expect(await checkOf(receipt)).toBe("waiting");
  await approve(app.github, "carol", receipt);
  expect(await checkOf(receipt)).toBe("success");
  await world.merge("carol", receipt);
  app.travel(60);
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
  expect(await checkOf(waiting.number)).toBe("success");
  expect(await findReminders(app.deps)).toEqual([]);
}, 240_000);
