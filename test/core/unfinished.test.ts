import { describe, expect, it } from "vitest";
import { applyEntries, emptyLedger } from "../../src/core/ledger.ts";
import type { LedgerEntry, Revoked } from "../../src/core/ledger-entry.ts";
import { settlesAt } from "../../src/core/unfinished.ts";
import { at, createProvider, intendAt } from "../operations/world.ts";

const LATE_SECONDS = 20;

async function settledAfter(now: number, ...entries: readonly Omit<Revoked, "principal" | "entitlement">[]) {
  const intent = await intendAt(createProvider("a").provider, "payments/a", 60);
  const { principal, entitlement } = intent;
  const all: LedgerEntry[] = [intent, ...entries.map((entry) => ({ ...entry, principal, entitlement }))];
  const [record] = applyEntries(emptyLedger, all).holdings.values();
  if (record === undefined) throw new Error("The ledger has no holding.");
  return settlesAt(record, LATE_SECONDS, at(now));
}

const revoked = (time: number, scheduled: number) => ({
  kind: "revoked" as const,
  at: at(time),
  scheduled: at(scheduled),
  because: "expiry" as const,
  sessionsEnded: 0,
  left: false,
});

describe("what is granted again", () => {
  it.each([
    ["waits while a call to take it back may still land", 65, [revoked(60, 60)], at(80)],
    ["waits from the time it was really taken back on", 95, [revoked(90, 60)], at(110)],
    [
      "waits from the end on where whoever took it back has a clock that is behind",
      65,
      [revoked(20, 60)],
      at(80),
    ],
    ["waits while it is overdue, however long", 500, [], at(520)],
    ["waits no longer", 80, [revoked(60, 60)], undefined],
    ["does not wait while it is held", 59, [], undefined],
  ] as const)("%s", async (_what, now, entries, expected) => {
    expect(await settledAfter(now, ...entries)).toEqual(expected);
  });
});
