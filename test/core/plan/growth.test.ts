import { describe, expect, it } from "vitest";
import type { Grant } from "../../../src/core/access/grant.ts";
import { endEarly } from "../../../src/core/decision/early-end.ts";
import { findDrift } from "../../../src/core/inventory/drift.ts";
import { toBaseline } from "../../../src/core/inventory/inventory.ts";
import type { HoldingRecord } from "../../../src/core/ledger/holding-record.ts";
import { applyEntries, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import { grantableAt } from "../../../src/core/plan/grantable.ts";
import { listOverlaps } from "../../../src/core/plan/overlap.ts";
import { isSettled, type Listing, planChanges } from "../../../src/core/plan/plan.ts";
import { judgeRevert, listEnded } from "../../../src/core/plan/revert.ts";
import { listUnfinishedOf } from "../../../src/core/plan/unfinished.ts";
import { at, change, granted, lease } from "../../support/builders/ledger.ts";

const SIZES = [300, 600, 1200] as const;

const names = (size: number): number[] => Array.from({ length: size }, (_, index) => index);
const leaseOf = (index: number) => lease({ request: `payments/r${index}`, principal: `p${index}` });
const pathOf = (index: number): string => `access-requests/payments/r${index}.yaml`;

/** Counts how often any of the records, or their ids, are looked at. */
interface Counter {
  reads: number;
}

function counted<T extends object>(value: T, keys: readonly (keyof T)[], counter: Counter): T {
  const copy = { ...value };
  for (const key of keys)
    Object.defineProperty(copy, key, {
      enumerable: true,
      get: () => {
        counter.reads += 1;
        return value[key];
      },
    });
  return copy;
}

function ledgerOf(size: number, counter: Counter): LedgerState {
  const state = granted(...names(size).map(leaseOf));
  const holdings = [...state.holdings].map(
    ([key, record]) =>
      [key, counted<HoldingRecord>(record, ["ids", "leases", "entitlement"], counter)] as const,
  );
  return { ...state, holdings: new Map(holdings) };
}

function listingOf(state: LedgerState, counter: Counter, origin: Grant["origin"] = "ours"): Listing {
  const grants = [...state.holdings.values()].map(({ principal, entitlement, ids }) =>
    counted<Grant>({ principal, entitlement, ids, origin }, ["ids", "origin"], counter),
  );
  return { grants, consistencySeconds: 0, earlySeconds: 0, watchSeconds: 90 };
}

const files = (size: number) => names(size).map((index) => ({ path: pathOf(index) }));
const listings = (listing: Listing) => new Map([["orders-db", listing]]);
const untold = (state: LedgerState): LedgerState => ({ ...state, holdings: new Map(state.holdings) });

type Step = (state: LedgerState, listing: Listing, size: number) => unknown;

const steps: readonly [string, Step][] = [
  [
    "a plan, when the provider lists everything",
    (state, listing) => planChanges(state, listings(listing), at(30)),
  ],
  ["a plan of what has ended", (state, listing) => planChanges(state, listings(listing), at(90))],
  [
    "a plan, when nothing listed is on the ledger",
    (state, { grants, ...listing }) =>
      planChanges(
        state,
        listings({
          ...listing,
          grants: grants.map((grant) => ({ ...grant, ids: { ...grant.ids, instance: "other" } })),
        }),
        at(30),
      ),
  ],
  [
    "looking whether each holding is settled",
    (state, listing) =>
      [...state.holdings.values()].map((record) => isSettled({ ...record, held: "no" }, listing, at(300))),
  ],
  [
    "drift",
    (state, listing) =>
      findDrift(
        state,
        listings(listing),
        { isInBaseline: () => false, findRejection: () => undefined },
        at(300),
      ),
  ],
  [
    "a baseline",
    (state, { grants }) =>
      toBaseline(
        "orders-db",
        grants.map((grant) => ({ ...grant, origin: "unknown" })),
        state,
      ),
  ],
  ["the requests that have ended", (state, _, size) => listEnded(untold(state), files(size), at(90))],
  [
    "judging a receipt of everything",
    (state, _, size) =>
      judgeRevert(
        files(size).map(({ path }) => change({ path })),
        state,
        at(90),
      ),
  ],
  [
    "when each may be granted again",
    (state, _, size) =>
      names(size).map((index) => {
        const { principal, entitlement } = leaseOf(index);
        const ids = { instance: "db", principal: `p:${principal}`, entitlement: "e:readonly" };
        const times = { lateSeconds: 1, now: at(90), knownSince: () => at(90) };
        return grantableAt(state, { principal, entitlement, ids }, times);
      }),
  ],
  [
    "what is unfinished of the entitlement of each request",
    (state, _, size) =>
      names(size).map((index) => {
        const { entitlement } = leaseOf(index);
        const other = { ...entitlement, resource: `other-${index}` };
        expect(listUnfinishedOf(state, [other], at(90))).toEqual([]);
        return index > 0 ? undefined : listUnfinishedOf(state, [entitlement], at(90));
      }),
  ],
  [
    "whether others hold what each early end ends",
    (state, _, size) =>
      names(size).map((index) =>
        listOverlaps({ kind: "ended", request: `payments/r${index}`, because: "policy", at: at(30) }, state),
      ),
  ],
  [
    "an early end of everything",
    (state, _, size) => {
      const entries = names(size).flatMap((index) =>
        endEarly(state, `payments/r${index}`, { because: "policy", at: at(30) }),
      );
      expect(entries).toHaveLength(size);
      return applyEntries(state, entries);
    },
  ],
];

describe("Twice as many holdings are at most twice the work", () => {
  it.each(steps)("%s", (_name, step) => {
    const [small, middle, large] = SIZES.map((size) => {
      const counter = { reads: 0 };
      const state = ledgerOf(size, counter);
      const listing = listingOf(state, counter);
      counter.reads = 0;
      step(state, listing, size);
      return counter.reads;
    });
    expect(small).toBeGreaterThan(0);
    expect(middle).toBeLessThanOrEqual((small ?? 0) * 2.1);
    expect(large).toBeLessThanOrEqual((small ?? 0) * 4.2);
  });
});
