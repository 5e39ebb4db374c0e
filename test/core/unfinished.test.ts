import { describe, expect, it } from "vitest";
import { applyEntries, emptyLedger } from "../../src/core/ledger.ts";
import type { LedgerEntry, Revoked } from "../../src/core/ledger-entry.ts";
import { grantableAt } from "../../src/core/unfinished.ts";
import { at, createProvider, intendAt } from "../operations/world.ts";

const LATE_SECONDS = 20;

/** When alice may be given it again, or somebody whose account the provider knows by the same id. */
async function grantable(
  now: number,
  entries: readonly Omit<Revoked, "principal" | "entitlement">[],
  principal = "alice",
) {
  const intent = await intendAt(createProvider("a").provider, "payments/a", 60);
  const { entitlement, ids } = intent;
  const all: LedgerEntry[] = [
    intent,
    ...entries.map((entry) => ({ ...entry, principal: "alice", entitlement })),
  ];
  return grantableAt(applyEntries(emptyLedger, all), { principal, entitlement, ids }, LATE_SECONDS, at(now));
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
    expect(await grantable(now, entries)).toEqual(expected);
  });
});

describe("what is held under another name of the same account", () => {
  it.each([
    ["waits until that has ended", 30, [], at(60)],
    ["waits until that is taken back", 70, [], at(90)],
    ["waits no longer", 80, [revoked(60, 60)], undefined],
  ] as const)("%s", async (_what, now, entries, expected) => {
    expect(await grantable(now, entries, "alice.new")).toEqual(expected);
  });
});
