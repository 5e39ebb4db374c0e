import { addMilliseconds } from "date-fns";
import { describe, expect, it } from "vitest";
import type { EndReason } from "../../../src/core/access/lease.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { measureLag } from "../../../src/core/plan/lag.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry, START } from "../../support/builders/ledger.ts";

interface Life {
  readonly who?: string;
  readonly provider?: string;
  /** Seconds from START. */
  readonly end?: number;
  readonly lateMilliseconds?: number;
  readonly because?: EndReason;
  readonly container?: "shared" | "separate";
  readonly heldBefore?: boolean;
}

/** The entries of one lease, granted and taken back. */
function live({
  who = "alice",
  provider = "orders-db",
  end = 60,
  lateMilliseconds = 0,
  because = "expiry",
  container = "separate",
  heldBefore = false,
}: Life): LedgerEntry[] {
  const of = lease({
    request: `payments/${who}-${provider}-${end}`,
    entitlement: { provider, resource: "orders", role: "readonly" },
    principal: who,
    endsAt: at(end),
  });
  const ids = { instance: provider, principal: who, entitlement: "e" };
  const ended = addMilliseconds(at(end), lateMilliseconds);
  return [
    intentEntry(of, { ids, container, heldBefore }),
    grantedEntry(of, START, at(end)),
    revokedEntry(of, ended, at(end), { because }),
  ];
}

const ledger = (...lives: Life[]): LedgerState => applyEntries(emptyLedger, lives.flatMap(live));
const late = (...milliseconds: number[]): LedgerState =>
  ledger(...milliseconds.map((lateMilliseconds, index) => ({ who: `p${index}`, lateMilliseconds })));
const later = at(86_400);
const measure = (state: LedgerState, since?: Date, until = later) => measureLag(state, since, until);
const none = { byHand: 0, left: 0, again: 0 };

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("The lag", () => {
  it.each<[string, number[], [number, number, number]]>([
    ["one", [700], [700, 700, 700]],
    ["two", [900, 100], [100, 900, 900]],
    ["three", [1, 2, 3], [2, 3, 3]],
    ["nineteen", upTo(19), [10, 19, 19]],
    ["twenty", upTo(20), [10, 19, 20]],
    ["twenty-one", upTo(21), [11, 20, 21]],
    ["a hundred", upTo(100).toReversed(), [50, 95, 100]],
    ["many that are on time, and one that is not", [...Array(99).fill(0), 60_000], [0, 0, 60_000]],
  ])("of %s is by nearest rank", (_name, samples, [p50, p95, max]) => {
    expect(measure(late(...samples)).all).toEqual({
      count: samples.length,
      milliseconds: { p50, p95, max },
      apart: none,
    });
  });

  it("of none is no number", () => {
    const nothing = { count: 0, milliseconds: null, apart: none };
    expect(measure(emptyLedger)).toEqual({ until: later, all: nothing, providers: [] });
  });

  it("is told for each provider by name, and in all", () => {
    const state = ledger(
      { provider: "orders-db", lateMilliseconds: 100 },
      { provider: "mail", lateMilliseconds: 900 },
      { provider: "orders-db", who: "dave", lateMilliseconds: 300 },
    );
    const { all, providers } = measure(state);
    expect(all).toMatchObject({ count: 3, milliseconds: { p50: 300, max: 900 } });
    expect(providers).toMatchObject([
      { provider: "mail", count: 1, milliseconds: { max: 900 } },
      { provider: "orders-db", count: 2, milliseconds: { p50: 100, max: 300 } },
    ]);
  });

  it.each<[EndReason, boolean]>([
    ["expiry", true],
    ["removal", true],
    ["command", true],
    ["closed", true],
    ["left", true],
    ["policy", true],
    ["unproven", true],
    ["by-hand", false],
  ])("of what ended by %s counts: %j", (because, counts) => {
    const { all } = measure(ledger({ because, lateMilliseconds: 5 }));
    expect([all.count, all.apart.byHand]).toEqual(counts ? [1, 0] : [0, 1]);
  });

  it("is none where somebody took it back before its end", () => {
    const { all } = measure(ledger({ because: "by-hand", lateMilliseconds: -50_000 }));
    expect(all).toEqual({ count: 0, milliseconds: null, apart: { ...none, byHand: 1 } });
  });

  it.each<["shared" | "separate", boolean, boolean]>([
    ["shared", true, false],
    ["shared", false, true],
    ["separate", true, true],
    ["separate", false, true],
  ])("of what is %s and was held before: %j counts: %j", (container, heldBefore, counts) => {
    const { all } = measure(ledger({ container, heldBefore }));
    expect([all.count, all.apart.left]).toEqual(counts ? [1, 0] : [0, 1]);
  });

  it("is of what each revocation left, whatever was held before another lease", () => {
    const given = live({ container: "shared" }).map((entry) =>
      entry.kind === "revoked" ? { ...entry, left: false } : entry,
    );
    const found = live({ container: "shared", heldBefore: true, end: 120 }).map((entry) =>
      entry.kind === "revoked" ? { ...entry, left: true } : entry,
    );
    for (const entries of [
      [...given, ...found],
      [...found, ...given],
    ])
      expect(measure(applyEntries(emptyLedger, entries)).all).toMatchObject({ count: 1, apart: { left: 1 } });
  });

  it("counts every time the same person held the same", () => {
    const state = ledger({ end: 60, lateMilliseconds: 10 }, { end: 600, lateMilliseconds: 20 });
    expect(measure(state).all).toMatchObject({ count: 2, milliseconds: { p50: 10, max: 20 } });
  });

  it.each([
    ["its end", 60],
    ["the time it was taken back by hand", 30],
  ])("does not count what was there again after %s, and taken back once more", (_name, scheduled) => {
    const hand = scheduled === 30;
    const first = live(hand ? { because: "by-hand", lateMilliseconds: -30_000 } : { lateMilliseconds: 10 });
    const { principal, entitlement } = { principal: "alice", entitlement: first[0] };
    if (entitlement?.kind !== "intent") throw new Error("The first entry is an intent.");
    const again: LedgerEntry = revokedEntry(
      { principal, entitlement: entitlement.entitlement },
      at(900),
      at(scheduled),
      { because: hand ? "by-hand" : "expiry" },
    );
    const { all } = measure(applyEntries(emptyLedger, [...first, again]));
    expect([all.count, all.apart]).toEqual([hand ? 0 : 1, { byHand: hand ? 1 : 0, left: 0, again: 1 }]);
  });

  it("is never less than nothing, whatever a clock did", () => {
    expect(measure(late(-1000)).all.milliseconds).toEqual({ p50: 0, p95: 0, max: 0 });
  });

  it("is of what was taken back in the time asked for, the first and the last moment included", () => {
    const state = ledger({ who: "a", end: 60 }, { who: "b", end: 120 }, { who: "c", end: 180 });
    const count = (since: number | undefined, until: number) =>
      measure(state, since === undefined ? undefined : at(since), at(until)).all.count;
    expect(count(undefined, 1000)).toBe(3);
    expect(count(61, 1000)).toBe(2);
    expect(count(120, 120)).toBe(1);
    expect(count(121, 179)).toBe(0);
    expect(measure(state, at(121), at(179)).providers).toEqual([]);
  });
});
