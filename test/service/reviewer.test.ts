// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X50: Pull requests that cannot be read are opened, many of them.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CheckResult } from "../../src/core/decision/check-result.ts";
import { earlierAccessReviewed } from "../../src/core/decision/rules/earlier-reviews.ts";
import { everybodyKnown } from "../../src/core/decision/rules/people.ts";
import { depsWith } from "../support/builders/deps.ts";
import { startReviewer } from "../support/steps.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** GitHub answers for no pull request but those named closed, whose review ends there. */
function createWorld(closed: readonly number[]) {
  const asked: number[] = [];
  const readPull = async (number: number) => {
    asked.push(number);
    if (closed.includes(number)) return undefined;
    throw new Error("GitHub went away");
  };
  const deps = depsWith({ github: { readPull, listOpenPulls: async () => [] }, now: () => new Date() });
  const reviewer = startReviewer(deps);
  return { asked, reviewer };
}

it("X50: what cannot be reviewed is tried again on its own, less and less often", async () => {
  const { asked, reviewer } = createWorld([2]);
  reviewer.reviewSoon(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1_000 + 2_000 + 4_000);
  expect(asked).toEqual([1, 1, 1, 1]);
  // A second one that fails begins at one second, and the first keeps its eight.
  reviewer.reviewSoon(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.slice(4)).toEqual([3, 3]);
  reviewer.reviewSoon(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked.slice(6)).toEqual([2, 3]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.filter((pull) => pull === 2)).toHaveLength(1);
  reviewer.stop();
});

it("a pause that GitHub asks for is kept, to the second", async () => {
  const asked: number[] = [];
  const readPull = async (number: number) => {
    asked.push(number);
    throw Object.assign(new Error("too many calls"), { retryAfterMs: 7_000 });
  };
  const deps = depsWith({ github: { readPull, listOpenPulls: async () => [] }, now: () => new Date() });
  const reviewer = startReviewer(deps);
  reviewer.reviewSoon(1);
  await vi.advanceTimersByTimeAsync(6_999);
  expect(asked).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual([1, 1]);
  reviewer.stop();
});

it("while GitHub's activity log is late the pull request is looked at after 15, 30 and 60 seconds more", async () => {
  const late: CheckResult = {
    kind: "request",
    findings: [],
    decision: {
      status: "waiting",
      verdicts: [
        { rule: everybodyKnown.name, status: "waiting", says: "GitHub does not tell yet.", brief: "Late" },
      ],
      on: { head: "h1", rules: "r1", codeowners: "c1" },
      approvers: [],
      reviews: [],
      eligible: [],
    },
  };
  const start = Date.now();
  const looks: number[] = [];
  const deps = depsWith({ now: () => new Date() });
  const reviewer = startReviewer(deps, async () => {
    looks.push((Date.now() - start) / 1000);
    return late;
  });
  reviewer.reviewSoon(1);
  await vi.advanceTimersByTimeAsync(600_000);
  // The sweep goes on from there.
  expect(looks).toEqual([0, 15, 45, 105]);
  reviewer.stop();
});

it("a merge has those looked at again that wait for the review of earlier access, and no other", async () => {
  const verdict = {
    status: "waiting",
    says: "The review of earlier access is overdue.",
    brief: "Overdue",
  } as const;
  const held = (rule: string): CheckResult => ({
    kind: "request",
    findings: [],
    decision: {
      status: "waiting",
      verdicts: [{ rule, ...verdict }],
      on: { head: "h1", rules: "r1", codeowners: "c1" },
      approvers: [],
      reviews: [],
      eligible: [],
    },
  });
  const results = [earlierAccessReviewed.name, "Code owners approved exactly this"].map(held);
  const looks: number[] = [];
  const reviewer = startReviewer(depsWith({ now: () => new Date() }), async (_deps, pull) => {
    looks.push(pull);
    return results[pull - 1];
  });
  for (const pull of [1, 2]) reviewer.reviewSoon(pull);
  await reviewer.idle();
  looks.splice(0);
  reviewer.reviewHeld();
  await reviewer.idle();
  expect(looks).toEqual([1]);
  reviewer.stop();
});

it("what is granted or ended has those looked at again that remove requests, and no other", async () => {
  const kinds: Partial<Record<number, CheckResult>> = {
    1: {
      kind: "revert",
      paths: [],
      ungranted: [],
      ending: [],
      unreviewed: [],
      findings: [],
      approved: false,
    },
    2: { kind: "other", findings: [] },
  };
  const looks: number[] = [];
  const deps = depsWith({ now: () => new Date() });
  const reviewer = startReviewer(deps, async (_deps, pull) => {
    looks.push(pull);
    return kinds[pull];
  });
  const review = async () => {
    reviewer.reviewReverts();
    await reviewer.idle();
    return looks.splice(0);
  };
  for (const pull of [1, 2, 3]) reviewer.reviewSoon(pull);
  expect([await review(), await review()]).toEqual([[1, 2, 3], [1]]);
  // Closed, or another thing by now.
  delete kinds[1];
  expect([await review(), await review()]).toEqual([[1], []]);
  reviewer.stop();
});
