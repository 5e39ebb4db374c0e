// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX9: A provider says that it is asked too often.

import { addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import { backOff, remainingOf, spread, type Wait, waitLonger } from "../../../src/core/plan/back-off.ts";

const START = new Date("2026-11-20T14:00:00.000Z");
const at = (seconds: number): Date => addSeconds(START, seconds);
const full = (): number => 1;

it("GX9: after each failure the next try is twice as far away, up to a minute", () => {
  expect([0, 1, 2, 5, 6, 7, 1000].map(backOff)).toEqual([
    1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

it("is spread between half of the wait and all of it", () => {
  expect([0, 0.5, 1].map((random) => spread(60_000, () => random))).toEqual([30_000, 45_000, 60_000]);
});

describe("a wait", () => {
  const wait: Wait = { failures: 3, since: at(100), milliseconds: 4_000 };

  it.each([
    ["all of it at its beginning", 100, 4_000],
    ["what is left", 103, 1_000],
    ["nothing at its end", 104, 0],
    ["nothing long afterwards", 10_000, 0],
    ["nothing once the clock was put back: an hour late would be too late", -3600, 0],
  ])("is %s", (_name, seconds, left) => {
    expect(remainingOf(wait, at(seconds))).toBe(left);
  });

  it("grows with each attempt that fails, not with each failure of one attempt", () => {
    const first = waitLonger(undefined, at(0), full, 0);
    const same = waitLonger(first, at(0.5), full, 0);
    const second = waitLonger(same, at(2), full, 0);
    expect([first, same, second]).toEqual([
      { failures: 1, since: at(0), milliseconds: 1_000 },
      { failures: 1, since: at(0.5), milliseconds: 1_000 },
      { failures: 2, since: at(2), milliseconds: 2_000 },
    ]);
  });

  it("is no shorter than what was asked for", () => {
    expect(waitLonger(undefined, at(0), full, 7_000)).toMatchObject({ failures: 1, milliseconds: 7_000 });
  });
});
