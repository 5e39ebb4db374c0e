import { addHours, addMinutes } from "date-fns";
import { expect, it } from "vitest";
import { findReceipts } from "../../../src/operations/looking-back/find-receipts.ts";
import { createLookback } from "../../../src/operations/memory/lookback.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { at, granted, lease, revoked } from "../../support/builders/ledger.ts";

const ended = revoked(granted(lease()), lease(), at(61));

it("a receipt that always fails is asked for less and less often, once a day in the end", async () => {
  let now = at(100);
  const asked: Date[] = [];
  const missing = async () => {
    throw new Error("no such object");
  };
  const deps = {
    ...depsWith({
      now: () => now,
      ledger: { read: async () => ({ tip: "t".repeat(40), state: ended }) },
      repository: {
        defaultTip: async () => "d".repeat(40),
        listFiles: async () => [],
        findRemoval: async () => {
          asked.push(now);
          return missing();
        },
        // The rules are of no interest here.
        isAncestor: async () => true,
        treeId: async () => undefined,
        findFile: async () => undefined,
      },
      trustedCommit: "d".repeat(40),
    }),
    lookback: createLookback(),
  };
  for (let minutes = 0; minutes <= 7 * 24 * 60; minutes += 5) {
    now = addMinutes(at(100), minutes);
    expect(await findReceipts(deps)).toBe(0);
  }
  const pauses = asked
    .slice(1)
    .map((time, index) => (time.getTime() - (asked[index]?.getTime() ?? 0)) / 60_000);
  expect(pauses.slice(0, 5)).toEqual([5, 10, 20, 40, 80]);
  expect(pauses.at(-1)).toBe(24 * 60);
  expect(asked.length).toBeLessThan(20);
  now = addHours(now, -24 * 30);
  expect(await findReceipts(deps)).toBe(0);
});
