// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX9: A provider says that it is asked too often.
//   X45: An end is further away than a timer can count.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRetry, createTimer } from "../../src/service/scheduling/timer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const DAY = 24 * 3600 * 1000;

it("rings once, at the time set last", () => {
  const ring = vi.fn();
  const timer = createTimer(ring);
  timer.set(1000);
  timer.set(5000);
  vi.advanceTimersByTime(4999);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ring).toHaveBeenCalledTimes(1);
});

it("X45: does not ring at once for what is further away than a timer can hold", () => {
  const ring = vi.fn();
  createTimer(ring).set(90 * DAY);
  vi.advanceTimersByTime(24 * DAY);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(DAY);
  expect(ring).toHaveBeenCalledTimes(1);
});

it("GX9: what fails rings less and less often, and what succeeded begins anew", () => {
  const ring = vi.fn();
  const retry = createRetry(ring, () => 1);
  for (const [index, wait] of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000].entries()) {
    retry.failed();
    vi.advanceTimersByTime(wait - 1);
    expect(ring).toHaveBeenCalledTimes(index);
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(index + 1);
  }
  retry.failed();
  retry.succeeded();
  vi.advanceTimersByTime(DAY);
  expect(ring).toHaveBeenCalledTimes(8);
  retry.failed();
  vi.advanceTimersByTime(1_000);
  expect(ring).toHaveBeenCalledTimes(9);
});
