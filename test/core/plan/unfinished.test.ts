import { describe, expect, it } from "vitest";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry, Revoked } from "../../../src/core/ledger/ledger-entry.ts";
import { grantableAt } from "../../../src/core/plan/grantable.ts";
import { listUnfinished } from "../../../src/core/plan/unfinished.ts";
import { at } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";

const LATE_SECONDS = 20;

/** When the process that asks learned of what was taken back. */
const LEARNED = 65;

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
  const times = { lateSeconds: LATE_SECONDS, now: at(now), knownSince: () => at(LEARNED) };
  return grantableAt(applyEntries(emptyLedger, all), { principal, entitlement, ids }, times);
}

const revoked = (time: number, scheduled: number, because: Revoked["because"] = "expiry") => ({
  kind: "revoked" as const,
  at: at(time),
  scheduled: at(scheduled),
  because,
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
    [
      "waits no longer than that where somebody took it back by hand",
      40,
      [revoked(20, 60, "by-hand")],
      undefined,
    ],
    ["waits for no clock that is ahead longer than since that was known", 70, [revoked(3600, 60)], at(85)],
    ["waits while it is overdue, however long", 500, [], at(520)],
    ["waits no longer", 80, [revoked(60, 60)], undefined],
    ["does not wait while it is held", 59, [], undefined],
    ["nor where the clock is behind that of whoever began it", -5, [], undefined],
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

describe("what is not over of a holding", () => {
  const ended = (time: number) =>
    ({ kind: "ended", request: "payments/a", because: "command", at: at(time) }) as const;

  it.each([
    ["what was ended, and taken back", [ended(30), revoked(31, 30)]],
    [
      "what was ended, and taken back by a machine whose clock is behind that of whoever ended it",
      [ended(30), revoked(20, 30)],
    ],
    ["what somebody took back by hand, before its end", [revoked(20, 60, "by-hand")]],
  ])("is the next lease, and not %s", async (_what, entries) => {
    const { provider } = createProvider("a");
    const first = await intendAt(provider, "payments/a", 60);
    const next = await intendAt(provider, "payments/b", 120, 70);
    const { principal, entitlement } = first;
    const over = entries.map((entry) => ({ ...entry, principal, entitlement }));
    const again = { ...ended(80), request: "payments/b" };
    for (const later of [[], [again]]) {
      const [record] = applyEntries(emptyLedger, [first, ...over, next, ...later]).holdings.values();
      const unfinished = record && listUnfinished(record, at(90));
      expect(unfinished?.map(({ request }) => request)).toEqual(["payments/b"]);
    }
  });

  it("is the next lease too where what somebody took back by hand would have lasted longer", async () => {
    const { provider } = createProvider("a");
    const first = await intendAt(provider, "payments/a", 600);
    const { principal, entitlement } = first;
    const [record] = applyEntries(emptyLedger, [
      first,
      { ...revoked(20, 600, "by-hand"), principal, entitlement },
      await intendAt(provider, "payments/b", 120, 70),
      { ...ended(80), request: "payments/b" },
    ]).holdings.values();
    expect(record && listUnfinished(record, at(90))).toMatchObject([{ request: "payments/b" }]);
  });
});
