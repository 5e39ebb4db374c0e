import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { BranchMove } from "../../src/core/decision/branch-moves.ts";
import { createQueue } from "../../src/lanes/queue.ts";
import { createPushWatch } from "../../src/service/push-watch.ts";
import { unusedGitHub } from "../support/unused.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const moveTo = (after: string): BranchMove => ({ kind: "moved", by: undefined, after, at: new Date() });

/** A log that tells of a push after so many readings. */
function watch(readings: number) {
  const read: string[] = [];
  const skipped: unknown[] = [];
  const listMoves = async (branch: string): Promise<BranchMove[]> => {
    read.push(branch);
    return read.length > readings ? [moveTo("h1")] : [];
  };
  const queue = createQueue(() => undefined);
  const log = { info() {}, warn: (fields: unknown) => void skipped.push(fields), error() {} };
  const hear = createPushWatch({ github: { ...unusedGitHub, listMoves }, log, now: () => new Date() }, queue);
  return { hear, read, skipped, queue };
}

it.each([
  [0, 1],
  [2, 3],
  [9, 4],
])("a push that the log tells after %d readings is read %d times", async (readings, times) => {
  const { hear, read } = watch(readings);
  hear({ branch: "ask", after: "h1", by: 1001 });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(read).toHaveLength(times);
});

it("one person's pushes cost twenty readings at once, and one more every ten seconds; others have their own", async () => {
  const { hear, read, skipped } = watch(0);
  for (let each = 0; each < 100; each += 1) hear({ branch: `b${each}`, after: "h1", by: 1001 });
  await vi.advanceTimersByTimeAsync(0);
  expect([read.length, skipped.length]).toEqual([20, 80]);
  hear({ branch: "ask", after: "h1", by: 1003 });
  await vi.advanceTimersByTimeAsync(10_000);
  hear({ branch: "b", after: "h1", by: 1001 });
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toHaveLength(22);
});

it("two pushes to one branch are both looked for", async () => {
  const { hear, read } = watch(9);
  hear({ branch: "ask", after: "h1", by: 1001 });
  hear({ branch: "ask", after: "h2", by: 1002 });
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toEqual(["ask", "ask"]);
});

it("a hundred people's pushes cost a hundred readings at once", async () => {
  const { hear, read } = watch(0);
  for (let each = 0; each < 300; each += 1) hear({ branch: `b${each}`, after: "h1", by: each % 100 });
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toHaveLength(100);
});

it("nothing is read once it has stopped", async () => {
  const { hear, read, queue } = watch(9);
  hear({ branch: "ask", after: "h1", by: 1001 });
  await vi.advanceTimersByTimeAsync(0);
  queue.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(read).toHaveLength(1);
});
