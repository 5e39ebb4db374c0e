import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { applyEntries, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { listNeglected, listOverdue } from "../../../src/core/plan/overdue.ts";
import type { Outcome } from "../../../src/core/plan/plan.ts";
import { at, granted, intentEntry, lease, revoked } from "../../support/builders/ledger.ts";

const a = lease();
const { principal, entitlement } = a;
const about = { principal, entitlement };
const failed = (seconds: number, code = "UNREACHABLE"): LedgerEntry => ({
  kind: "failed",
  ...about,
  at: at(seconds),
  code,
});
const ended = (request: string, seconds: number): LedgerEntry => ({
  kind: "ended",
  request,
  because: "command",
  at: at(seconds),
});
const shared = (state: LedgerState): LedgerState => ({
  ...state,
  holdings: new Map(
    [...state.holdings].map(([key, record]) => [
      key,
      { ...record, container: "shared" as const, heldBefore: true },
    ]),
  ),
});
/** Written down, and not granted yet. */
const alsoWith = (state: LedgerState, ...leases: Lease[]): LedgerState => ({
  ...state,
  holdings: new Map(
    [...state.holdings].map(([key, record]) => [key, { ...record, leases: [...record.leases, ...leases] }]),
  ),
});
const requests = (leases: readonly Lease[]) => leases.map(({ request }) => request);

it("is told of with what it was held for, and as not late, by a machine whose clock is behind", () => {
  const state = applyEntries(granted(a), [ended(a.request, 5)]);
  expect(listOverdue(state, at(-30))).toMatchObject([
    { leases: [{ request: a.request }], endedAt: at(5), lateMilliseconds: 0 },
  ]);
});

describe("What is overdue", () => {
  it.each<[string, LedgerState, number, string[]]>([
    ["a moment before its end", granted(a), 59.999, []],
    ["at its end", granted(a), 60, ["60 after 0"]],
    ["later", granted(a), 90, ["60 after 30"]],
    ["once it was taken back", revoked(granted(a), a, at(61)), 90, []],
    ["ended early", applyEntries(granted(a), [ended(a.request, 20)]), 30, ["20 after 10"]],
    [
      "ended early while another lease goes on",
      applyEntries(granted(a, lease({ request: "payments/b" })), [ended(a.request, 20)]),
      30,
      [],
    ],
    [
      "of two that overlap, since the later end",
      granted(a, lease({ request: "payments/b", endsAt: at(80) })),
      90,
      ["80 after 10"],
    ],
    [
      "while another one is still to begin",
      alsoWith(
        granted(a),
        lease({
          request: "payments/y",
          startsAt: at(10),
          endsAt: at(120),
          ended: { at: at(20), because: "command" },
        }),
        lease({ request: "payments/b", startsAt: at(120), endsAt: at(180), extends: "payments/y" }),
      ),
      90,
      ["60 after 30"],
    ],
  ])("%s", (_name, state, seconds, expected) => {
    const start = at(0).getTime();
    const shown = listOverdue(state, at(seconds)).map(
      ({ endedAt, lateMilliseconds }) =>
        `${(endedAt.getTime() - start) / 1000} after ${lateMilliseconds / 1000}`,
    );
    expect(shown).toEqual(expected);
  });

  it("is listed with the longest first", () => {
    const b = lease({ principal: "dave", request: "payments/b", endsAt: at(30) });
    expect(listOverdue(granted(a, b), at(90)).map((each) => each.principal)).toEqual(["dave", "alice"]);
  });

  it("is told with the attempts that failed, until it is taken back", () => {
    const state = applyEntries(granted(a), [failed(61), failed(125, "REFUSED")]);
    expect(listOverdue(state, at(130))).toMatchObject([
      { failing: { since: at(61), at: at(125), code: "REFUSED" } },
    ]);
    const next = lease({ request: "payments/b", startsAt: at(200), endsAt: at(260) });
    const again = applyEntries(revoked(state, a, at(140)), [intentEntry(next)]);
    const [overdue, ...more] = listOverdue(again, at(300));
    expect(more).toEqual([]);
    expect(overdue?.failing).toBeUndefined();
    expect(requests(overdue?.leases ?? [])).toEqual(["payments/b"]);
  });

  it("was left where it was held before", () => {
    expect(listOverdue(granted(a), at(90))).toMatchObject([{ left: false }]);
    expect(listOverdue(shared(granted(a)), at(90))).toMatchObject([{ left: true }]);
  });
});

describe("What nobody was trying to take back", () => {
  const receipt = { changed: true, sessionsEnded: 0 };
  const change = {
    kind: "revocation",
    holding: { ...about, ids: { instance: "db", principal: "p", entitlement: "e" }, until: at(60) },
    write: true,
    because: "expiry",
  } as const;
  const done = (overrides: Partial<typeof receipt> = {}): Outcome => ({
    status: "done",
    change,
    at: at(400),
    receipt: { ...receipt, ...overrides },
  });
  const broken: Outcome = { status: "failed", change, at: at(400), error: new Error("away") };

  it.each<[string, { state?: LedgerState; seconds?: number; outcomes: Outcome[] }, number]>([
    ["was revoked now", { outcomes: [done()] }, 1],
    ["is still held", { outcomes: [broken] }, 1],
    ["was not come to", { outcomes: [] }, 1],
    ["was gone, with sessions that went on", { outcomes: [done({ changed: false, sessionsEnded: 2 })] }, 1],
    ["was gone", { outcomes: [done({ changed: false })] }, 0],
    ["is late by exactly the limit", { seconds: 360, outcomes: [done()] }, 0],
    ["is late by more than the limit", { seconds: 360.001, outcomes: [done()] }, 1],
    ["was tried", { state: applyEntries(granted(a), [failed(61)]), outcomes: [done()] }, 0],
    ["was held before", { state: shared(granted(a)), outcomes: [done()] }, 0],
  ])("%s", (_name, { state = granted(a), seconds = 400, outcomes }, count) => {
    expect(listNeglected(listOverdue(state, at(seconds)), outcomes, 300_000)).toHaveLength(count);
  });
});
