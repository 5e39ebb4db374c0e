// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV5: The subject held the role before.
//   RV6: Two leases of the same access overlap.
//   RV9: The provider says done, and still lists it.
//   GX8: A provider fails after it did what it was asked.
//   AU4: Grants are made at the provider with a stolen key.

import { isBefore } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grant } from "../../../src/core/access/grant.ts";
import { heldUntil, holdingKey } from "../../../src/core/access/holding.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { Intent, LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import {
  type Change,
  entitlementsOf,
  isStillRight,
  type Listing,
  nextTurn,
  planChanges,
} from "../../../src/core/plan/plan.ts";
import {
  at,
  failedEntry,
  grant,
  grantedEntry,
  intentEntry,
  lease,
  revokedEntry,
} from "../../support/builders/ledger.ts";

interface Sketch {
  readonly request: string;
  readonly principal: string;
  readonly role: string;
  readonly from: number;
  readonly length: number;
  readonly container: "separate" | "shared";
  readonly heldBefore: boolean;
}

const sketch = (overrides: Partial<Sketch> = {}): Sketch => ({
  request: "payments/a",
  principal: "alice",
  role: "readonly",
  from: 0,
  length: 60,
  container: "separate",
  heldBefore: false,
  ...overrides,
});

const onOrders = (principal: string, role: string) => ({
  principal,
  entitlement: { provider: "orders-db", resource: "orders", role },
});

const intend = ({ request, principal, role, from, length, container, heldBefore }: Sketch): Intent =>
  intentEntry(
    lease({ request, ...onOrders(principal, role), startsAt: at(from), endsAt: at(from + length) }),
    { container, heldBefore },
  );

const granted = (principal: string, role: string, origin: Grant["origin"]): Grant =>
  grant(onOrders(principal, role), { origin });

const listed = (grants: readonly Grant[], consistencySeconds = 0, earlySeconds = 0): Map<string, Listing> =>
  new Map([["orders-db", { grants, consistencySeconds, earlySeconds, watchSeconds: 90 }]]);

const outcomeOf = (change: Change, now: Date): LedgerEntry =>
  change.kind === "grant"
    ? grantedEntry(change.holding, now, change.holding.until)
    : revokedEntry(change.holding, now, change.holding.until, { because: change.because });

/** What a faithful provider holds after the writes of a plan. */
function carryOut(changes: readonly Change[], grants: readonly Grant[]): Grant[] {
  const held = [...grants];
  for (const change of changes.filter(({ write }) => write)) {
    const { principal, entitlement } = change.holding;
    const same = held.findIndex(
      (grant) =>
        grant.origin === "ours" &&
        grant.principal === principal &&
        grant.entitlement.role === entitlement.role,
    );
    if (change.kind === "grant" && same === -1) held.push(granted(principal, entitlement.role, "ours"));
    if (change.kind === "revocation" && same !== -1) held.splice(same, 1);
  }
  return held;
}

const sketches = fc
  .array(
    fc.record({
      principal: fc.constantFrom("alice", "bob", "carol"),
      role: fc.constantFrom("readonly", "admin"),
      from: fc.integer({ min: 0, max: 100 }),
      length: fc.integer({ min: 1, max: 100 }),
      container: fc.constant("separate" as const),
      heldBefore: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((one, index) => ({ ...one, request: `payments/r${index}` })));

const times = fc.integer({ min: 0, max: 220 });
const foreign = fc.subarray([
  granted("alice", "readonly", "standing"),
  granted("dave", "admin", "standing"),
  granted("bob", "admin", "standing"),
]);
const strays = fc.subarray([granted("mallory", "readonly", "ours"), granted("mallory", "admin", "ours")]);

const begun = (all: readonly Sketch[], now: Date): LedgerState =>
  applyEntries(
    emptyLedger,
    all.map(intend).filter(({ lease }) => !isBefore(now, lease.startsAt)),
  );

describe("planChanges", () => {
  it("plans nothing once its plan was applied", () => {
    fc.assert(
      fc.property(sketches, times, foreign, strays, (all, seconds, others, stray) => {
        const now = at(seconds);
        const state = begun(all, now);
        const before = [...others, ...stray];
        const { changes } = planChanges(state, listed(before), now);
        const after = applyEntries(
          state,
          changes.map((change) => outcomeOf(change, now)),
        );
        expect(planChanges(after, listed(carryOut(changes, before)), now).changes).toEqual([]);
      }),
    );
  });

  it("keeps nothing that has ended, and holds everything that is live, through any sequence of moments", () => {
    fc.assert(
      fc.property(
        sketches,
        fc.array(times, { minLength: 1, maxLength: 8 }),
        foreign,
        (all, moments, others) => {
          let state = emptyLedger;
          let grants: Grant[] = others;
          const seen = new Set<string>();
          for (const seconds of moments.sort((a, b) => a - b)) {
            const now = at(seconds);
            const fresh = all
              .map(intend)
              .filter(
                ({ lease }) =>
                  !isBefore(now, lease.startsAt) && isBefore(now, lease.endsAt) && !seen.has(lease.request),
              );
            for (const { lease } of fresh) seen.add(lease.request);
            state = applyEntries(state, fresh);
            const { changes } = planChanges(state, listed(grants), now);
            grants = carryOut(changes, grants);
            state = applyEntries(
              state,
              changes.map((change) => outcomeOf(change, now)),
            );
            const ours = new Set(grants.filter(({ origin }) => origin === "ours").map(holdingKey));
            const live = [...state.holdings.values()].filter(
              ({ leases }) => heldUntil(leases, now) !== undefined,
            );
            expect([...ours].sort()).toEqual(live.map(holdingKey).sort());
          }
        },
      ),
    );
  });

  it("AU4: never touches what no ledger entry explains, and says it is there", () => {
    fc.assert(
      fc.property(sketches, times, foreign, strays, (all, seconds, others, stray) => {
        const now = at(seconds);
        const { changes, unexplained } = planChanges(begun(all, now), listed([...others, ...stray]), now);
        expect(changes.filter(({ holding }) => holding.principal === "mallory")).toEqual([]);
        expect(unexplained).toEqual(stray);
      }),
    );
  });

  it("RV6: treats overlapping leases as one holding until the last of them ends", () => {
    const state = applyEntries(emptyLedger, [
      intend(sketch({ request: "payments/a", length: 60 })),
      intend(sketch({ request: "payments/b", from: 30, length: 60 })),
    ]);
    const [change] = planChanges(state, listed([]), at(40)).changes;
    expect(change).toMatchObject({ kind: "grant", holding: { until: at(90) } });
    const held = applyEntries(state, change === undefined ? [] : [outcomeOf(change, at(40))]);
    const ours = listed([granted("alice", "readonly", "ours")]);
    expect(planChanges(held, ours, at(60)).changes).toEqual([]);
    expect(planChanges(held, ours, at(89)).changes).toEqual([]);
    expect(planChanges(held, ours, at(90)).changes).toMatchObject([
      { kind: "revocation", because: "expiry" },
    ]);
  });

  it.each([
    ["by a person who ended the last of its leases", "payments/b", 70, "command", 70],
    ["by the clock, though another of its leases was ended early", "payments/a", 30, "expiry", 80],
  ])("a holding ends %s", (_how, request, seconds, because, until) => {
    const state = applyEntries(emptyLedger, [
      intend(sketch({ request: "payments/a", length: 60 })),
      intend(sketch({ request: "payments/b", from: 10, length: 70 })),
      { kind: "ended", request, because: "command", at: at(seconds) },
    ]);
    expect(planChanges(state, new Map(), at(80)).changes).toMatchObject([
      { kind: "revocation", because, holding: { until: at(until) } },
    ]);
  });

  it("grants, rests, revokes at the end, rests", () => {
    const intent = intend(sketch());
    let state = applyEntries(emptyLedger, [intent]);
    let grants: Grant[] = [];
    const run = (seconds: number): string[] => {
      const { changes } = planChanges(state, listed(grants), at(seconds));
      grants = carryOut(changes, grants);
      state = applyEntries(
        state,
        changes.map((change) => outcomeOf(change, at(seconds))),
      );
      return changes.map(({ kind }) => kind);
    };
    expect([run(0), run(1), run(59), run(60), run(61)]).toEqual([["grant"], [], [], ["revocation"], []]);
  });

  it("plans revocations before grants", () => {
    const state = applyEntries(emptyLedger, [
      intend(sketch({ request: "payments/new", principal: "bob", from: 60 })),
      intend(sketch({ request: "payments/old" })),
    ]);
    expect(planChanges(state, listed([]), at(60)).changes.map(({ kind }) => kind)).toEqual([
      "revocation",
      "grant",
    ]);
  });

  it("revokes without a listing: a provider that cannot be read ends nothing later", () => {
    const state = applyEntries(emptyLedger, [intend(sketch())]);
    expect(planChanges(state, new Map(), at(60)).changes).toMatchObject([
      { kind: "revocation", write: true },
    ]);
  });

  it("takes a grant that vanished as ended by hand, and does not make it again", () => {
    const { principal, entitlement } = intend(sketch());
    const state = applyEntries(emptyLedger, [
      intend(sketch()),
      grantedEntry({ principal, entitlement }, at(1), at(60)),
    ]);
    const [change, ...more] = planChanges(state, listed([]), at(10)).changes;
    expect([change, more]).toMatchObject([{ kind: "revocation", write: false, because: "by-hand" }, []]);
    const after = applyEntries(state, change === undefined ? [] : [outcomeOf(change, at(10))]);
    expect(planChanges(after, listed([]), at(11)).changes).toEqual([]);
  });

  it("makes again what vanished while a revocation that failed may have landed late", () => {
    const { principal, entitlement } = intend(sketch());
    const state = applyEntries(emptyLedger, [
      intend(sketch()),
      grantedEntry({ principal, entitlement }, at(1), at(60)),
      failedEntry({ principal, entitlement }, at(2), "TIMEOUT"),
    ]);
    expect(planChanges(state, listed([]), at(10)).changes).toMatchObject([{ kind: "grant", write: true }]);
    const again: LedgerEntry = grantedEntry({ principal, entitlement }, at(11), at(60));
    expect(planChanges(applyEntries(state, [again]), listed([]), at(20)).changes).toMatchObject([
      { because: "by-hand" },
    ]);
  });

  it("does not believe a grant is gone while the listing may still be old", () => {
    const { principal, entitlement } = intend(sketch());
    const state = applyEntries(emptyLedger, [
      intend(sketch()),
      grantedEntry({ principal, entitlement }, at(1), at(60)),
    ]);
    expect(planChanges(state, listed([], 30), at(30)).changes).toEqual([]);
  });

  it("takes a grant that is gone just before its end for ended by the provider's own timer, whose clock is ahead", () => {
    const { principal, entitlement } = intend(sketch());
    const state = applyEntries(emptyLedger, [
      intend(sketch()),
      grantedEntry({ principal, entitlement }, at(1), at(60)),
    ]);
    expect(planChanges(state, listed([], 0, 20), at(39)).changes).toMatchObject([{ because: "by-hand" }]);
    expect(planChanges(state, listed([], 0, 20), at(40)).changes).toEqual([]);
    expect(planChanges(state, listed([], 0, 20), at(60)).changes).toMatchObject([{ because: "expiry" }]);
  });

  it("makes again what the provider's own timer ended before it was told of an extension", () => {
    const { principal, entitlement } = intend(sketch());
    const state = applyEntries(emptyLedger, [
      intend(sketch()),
      grantedEntry({ principal, entitlement }, at(1), at(60)),
      intend(sketch({ request: "payments/b", from: 50, length: 100 })),
    ]);
    expect(planChanges(state, listed([], 0, 20), at(61)).changes).toMatchObject([
      { kind: "grant", write: true, holding: { until: at(150) } },
    ]);
  });

  it("a revocation after an early end ends no other request that was granted meanwhile", () => {
    const { principal, entitlement } = intend(sketch());
    const state = applyEntries(emptyLedger, [
      intend(sketch()),
      { kind: "ended", request: "payments/a", because: "command", at: at(10) },
      intend(sketch({ request: "payments/b", from: 12 })),
      revokedEntry({ principal, entitlement }, at(13), at(10), { because: "command" }),
    ]);
    expect(planChanges(state, new Map(), at(14)).changes).toMatchObject([
      { kind: "grant", holding: { until: at(72) } },
    ]);
  });

  it("RV9, GX8: ends an effect that landed after the revocation", () => {
    const { principal, entitlement } = intend(sketch());
    const state = applyEntries(emptyLedger, [
      intend(sketch()),
      revokedEntry({ principal, entitlement }, at(60), at(60)),
    ]);
    expect(planChanges(state, listed([granted("alice", "readonly", "ours")]), at(70)).changes).toMatchObject([
      { kind: "revocation", write: true },
    ]);
  });

  it("RV5: writes nothing, at the beginning or the end, for what was held before on a shared provider", () => {
    const state = applyEntries(emptyLedger, [intend(sketch({ container: "shared", heldBefore: true }))]);
    const there = listed([granted("alice", "readonly", "unknown")]);
    const [begin] = planChanges(state, there, at(0)).changes;
    const held = applyEntries(state, begin === undefined ? [] : [outcomeOf(begin, at(0))]);
    const [end] = planChanges(held, there, at(60)).changes;
    expect([begin, end]).toMatchObject([
      { kind: "grant", write: false },
      { kind: "revocation", write: false },
    ]);
  });
});

describe("what ends, and what goes on", () => {
  const { principal, entitlement } = intend(sketch());
  const revoked = (seconds: number, because: "expiry" | "by-hand" = "expiry"): LedgerEntry =>
    revokedEntry({ principal, entitlement }, at(seconds), at(60), { because });
  const second = (overrides: Partial<Sketch> = {}) =>
    intend(sketch({ request: "payments/b", from: 58, length: 60, ...overrides }));

  it("an expiry ends the lease that ran out, not the one that began meanwhile: that is held again", () => {
    const state = applyEntries(emptyLedger, [intend(sketch()), second(), revoked(60)]);
    expect(planChanges(state, listed([]), at(61)).changes).toMatchObject([
      { kind: "grant", holding: { until: at(118) } },
    ]);
  });

  it("nor the one that has not begun", () => {
    const state = applyEntries(emptyLedger, [intend(sketch()), second({ from: 63 }), revoked(60)]);
    expect(planChanges(state, listed([]), at(64)).changes).toMatchObject([{ kind: "grant" }]);
  });

  it("a grant and a revocation recorded the wrong way round are put right, also where grants cannot be told apart", () => {
    const granting: LedgerEntry = grantedEntry({ principal, entitlement }, at(61), at(118));
    const shared = { container: "shared" as const };
    const state = applyEntries(emptyLedger, [intend(sketch(shared)), second(shared), granting, revoked(60)]);
    const there = listed([granted("alice", "readonly", "unknown")]);
    expect(planChanges(state, there, at(62)).changes).toMatchObject([{ kind: "grant" }]);
    expect(planChanges(state, there, at(118)).changes).toMatchObject([{ kind: "revocation", write: true }]);
  });

  it("an end by hand ends every live lease", () => {
    const state = applyEntries(emptyLedger, [intend(sketch()), second(), revoked(59, "by-hand")]);
    expect(planChanges(state, listed([]), at(61)).changes).toEqual([]);
  });

  it.each([
    ["ends a late effect on a shared provider", { heldBefore: false }, 100, 1],
    ["leaves alone what shows up later than a late effect could", { heldBefore: false }, 200, 0],
    ["leaves alone what was there before", { heldBefore: true }, 100, 0],
  ])("%s", (_name, overrides, seconds, changes) => {
    const state = applyEntries(emptyLedger, [
      intend(sketch({ container: "shared", ...overrides })),
      revoked(60),
    ]);
    expect(
      planChanges(state, listed([granted("alice", "readonly", "unknown")]), at(seconds)).changes,
    ).toHaveLength(changes);
  });

  it("asks no provider about what ended long ago", () => {
    const state = applyEntries(emptyLedger, [intend(sketch()), revoked(60)]);
    expect([...entitlementsOf(state, at(61)).keys()]).toEqual(["orders-db"]);
    expect([...entitlementsOf(state, at(3 * 3600)).keys()]).toEqual([]);
  });

  it("does not make a change that was overtaken", () => {
    const before = applyEntries(emptyLedger, [intend(sketch())]);
    const [revocation] = planChanges(before, listed([]), at(60)).changes;
    const [grant] = planChanges(before, listed([]), at(59)).changes;
    if (revocation === undefined || grant === undefined) throw new Error("Both were to be planned.");
    const after = applyEntries(before, [second()]);
    expect([isStillRight(revocation, before, at(60)), isStillRight(revocation, after, at(60))]).toEqual([
      true,
      false,
    ]);
    expect([
      isStillRight(grant, before, at(59)),
      isStillRight(grant, after, at(59)),
      isStillRight(grant, before, at(60)),
    ]).toEqual([true, false, false]);
  });
});

describe("nextTurn", () => {
  const state = applyEntries(emptyLedger, [
    intend(sketch()),
    intend(sketch({ request: "payments/b", length: 90 })),
    intend(sketch({ request: "payments/c", principal: "bob", from: 10, length: 200 })),
  ]);

  it("the next turn is a beginning or the end of a union, and never what is due already", () => {
    expect([
      nextTurn(state, at(0)),
      nextTurn(state, at(10)),
      nextTurn(state, at(95)),
      nextTurn(state, at(300)),
    ]).toEqual([at(10), at(90), at(210), undefined]);
  });
});
