import { Octokit } from "@octokit/rest";
import { addSeconds } from "date-fns";
import { expect, it } from "vitest";
import { askedWait } from "../../../src/core/plan/back-off.ts";
import { call, GitHubError } from "../../../src/github/http/error.ts";
import { keepPause, type Pause } from "../../../src/github/http/limits.ts";
import { createWriteBudget, keepBudget, type Rank, ranked } from "../../../src/github/http/write-budget.ts";

const NOW = new Date("2026-11-28T09:00:00.000Z");
const at = (seconds: number): Date => addSeconds(NOW, seconds);

/** How many of these writes fit at one moment. */
const count = (take: (rank: Rank, now: Date) => Date | undefined, rank: Rank, tries = 100): number =>
  Array.from({ length: tries }, () => take(rank, NOW)).filter((until) => until === undefined).length;

it("keeps room for what people wait for, and never holds back what decides", () => {
  const { take } = createWriteBudget();
  expect(count(take, "cosmetic")).toBe(12);
  expect(count(take, "answer")).toBe(8);
  expect(count(take, "deciding")).toBe(100);
  expect(take("answer", at(1))).toEqual(at(60));
});

it("leaves sixty of GitHub's documented eighty a minute to what decides, whatever else is written", () => {
  const { take } = createWriteBudget();
  expect(count(take, "cosmetic") + count(take, "answer") + count(take, "deciding", 60)).toBe(80);
});

it("says when there is room again, and has it then", () => {
  // A quarter and fifteen hundredths: 3 and 2.
  const { take } = createWriteBudget(14);
  take("cosmetic", at(0));
  take("deciding", at(10));
  take("deciding", at(20));
  expect(take("cosmetic", at(30))).toEqual(at(70));
  expect(take("answer", at(30))).toEqual(at(60));
  expect(take("answer", at(60))).toBeUndefined();
  expect(take("cosmetic", at(70))).toEqual(at(80));
});

it("counts an hour besides a minute", () => {
  const { take } = createWriteBudget();
  let made = 0;
  for (let second = 0; second < 3_000; second += 6) if (take("cosmetic", at(second)) === undefined) made++;
  expect(made).toBe(200);
});

it("forgets what a clock that was set back had counted", () => {
  const { take } = createWriteBudget(4);
  take("answer", at(3_600));
  expect(take("answer", at(0))).toBeUndefined();
});

/** A client whose writes all succeed, and the calls that it made. */
function openClient() {
  const made: string[] = [];
  const pause: Pause = { until: undefined };
  const octokit = new Octokit({
    request: {
      fetch: async (url: string, { method }: { method: string }) => {
        made.push(`${method} ${new URL(url).pathname}`);
        return Response.json([]);
      },
    },
  });
  keepPause(octokit, pause, () => NOW);
  keepBudget(octokit, createWriteBudget(8), () => NOW);
  return { octokit, made, pause };
}

const label = { owner: "acme", repo: "access", issue_number: 3, labels: ["access: waiting"] };

it("makes no call that is held back, says until when, and pauses nothing else", async () => {
  const { octokit, made, pause } = openClient();
  const { issues } = octokit.rest;
  const add = () => call("label #3", () => issues.addLabels({ ...label, ...ranked("cosmetic") }));
  await add();
  const error = await add().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GitHubError);
  expect(askedWait(error)).toBe(60_000);
  expect(String(error)).toContain("Hallpass keeps GitHub's limit for checks and merges");
  expect(pause.until).toBeUndefined();
  // Reads, and writes without a rank.
  await issues.listLabelsOnIssue(label);
  for (let write = 0; write < 5; write++) await issues.addLabels(label);
  expect(made).toHaveLength(7);
});
