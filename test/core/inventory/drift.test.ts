// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AR5: Access that a review decided to remove stays at the provider, is given again, or is put into
//     `inventory/` again.

import { describe, expect, it } from "vitest";
import type { Grant } from "../../../src/core/access/grant.ts";
import { type Drift, findDrift } from "../../../src/core/inventory/drift.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import {
  at,
  grant as buildGrant,
  granted,
  grantedEntry,
  idsOf,
  lease,
  revoked,
} from "../../support/builders/ledger.ts";

const alice = lease();
const grant = (principal: string, overrides: Partial<Grant> = {}): Grant =>
  buildGrant(lease({ principal }), overrides);

/** The same ledger at a provider whose grants cannot be told apart. */
const shared = (state: LedgerState, heldBefore = false): LedgerState => ({
  ...state,
  holdings: new Map(
    [...state.holdings].map(([key, record]) => [key, { ...record, container: "shared", heldBefore }]),
  ),
});
const heldBefore = (state: LedgerState): LedgerState => ({
  ...state,
  holdings: new Map([...state.holdings].map(([key, record]) => [key, { ...record, heldBefore: true }])),
});

const live = granted(alice);
const ended = revoked(live, alice, at(62));
const standing = { origin: "standing" } as const;
const unknown = { origin: "unknown" } as const;

/** Confirmed by a machine whose clock is ahead, after the end. */
const confirmedLate = applyEntries(live, [grantedEntry(alice, at(75), alice.endsAt)]);

const look = (
  state: LedgerState,
  grants: readonly Grant[],
  seconds: number,
  known: readonly string[] = [],
  rejected: readonly string[] = [],
): Drift[] =>
  findDrift(
    state,
    new Map([["orders-db", { grants, consistencySeconds: 5, earlySeconds: 0, watchSeconds: 90 }]]),
    {
      isInBaseline: ({ principal }) => known.includes(principal),
      findRejection: ({ principal }) => (rejected.includes(principal) ? { path: "review" } : undefined),
    },
    at(seconds),
  );
const tell = (drift: readonly Drift[]) => drift.map(({ kind, principal }) => `${kind} ${principal}`);

describe("Drift", () => {
  it.each<[string, LedgerState, readonly Grant[], number, string[]]>([
    ["is nothing while what is leased is held", live, [grant("alice")], 30, []],
    ["is nothing once what ended is gone", ended, [], 70, []],
    ["is nothing where the end is not on the ledger yet", live, [], 70, []],
    ["is nothing within the provider's consistency window", live, [], 3, []],
    ["is what vanished before its end", live, [], 30, ["vanished alice"]],
    ["is what is held past its end", live, [grant("alice")], 70, ["overdue alice"]],
    [
      "is that by a machine whose clock is behind, too",
      confirmedLate,
      [grant("alice")],
      50,
      ["overdue alice"],
    ],
    ["is what reappeared in our name", ended, [grant("alice")], 70, ["reappeared alice"]],
    ["is what reappeared in our name a day later", ended, [grant("alice")], 86_400, ["reappeared alice"]],
    [
      "AU4: is what was made in our name and is on no ledger",
      live,
      [grant("alice"), grant("eve")],
      30,
      ["unexplained eve"],
    ],
    ["is what others gave", emptyLedger, [grant("eve", standing)], 30, ["unexplained eve"]],
    [
      "is what others gave beside a lease of ours",
      live,
      [grant("alice"), grant("alice", standing)],
      30,
      ["unexplained alice"],
    ],
    [
      "is not what was held before a lease of ours",
      heldBefore(live),
      [grant("alice"), grant("alice", standing)],
      30,
      [],
    ],
    [
      "is nothing while a lease is held that cannot be told apart",
      shared(live),
      [grant("alice", unknown)],
      30,
      [],
    ],
    [
      "is what reappeared where it cannot be told apart, while it may be ours",
      shared(ended),
      [grant("alice", unknown)],
      70,
      ["reappeared alice"],
    ],
    [
      "is what somebody else gave again where it cannot be told apart",
      shared(ended),
      [grant("alice", unknown)],
      7200,
      ["unexplained alice"],
    ],
    [
      "is what was held before a lease that is over",
      heldBefore(ended),
      [grant("alice", standing)],
      70,
      ["unexplained alice"],
    ],
    [
      "is what was held before a lease that is over, where it cannot be told apart",
      shared(ended, true),
      [grant("alice", unknown)],
      70,
      ["unexplained alice"],
    ],
    ["is not what was held before, past the end", shared(live, true), [grant("alice", unknown)], 70, []],
    [
      "is what cannot be told apart and is on no ledger",
      emptyLedger,
      [grant("eve", unknown)],
      30,
      ["unexplained eve"],
    ],
  ])("%s", (_, state, grants, seconds, expected) => {
    expect(tell(look(state, grants, seconds))).toEqual(expected);
  });

  it("is not what a baseline names, before, in and after a lease", () => {
    for (const state of [emptyLedger, heldBefore(live), heldBefore(ended)])
      expect(
        look(state, [grant("alice", standing)], 70, ["alice"]).map(({ origin }) => origin),
      ).not.toContain("standing");
  });

  it("is not what a baseline names, unless it was made in our name", () => {
    const grants = [grant("carol", standing), grant("dave", unknown), grant("eve")];
    expect(tell(look(emptyLedger, grants, 30, ["carol", "dave", "eve"]))).toEqual(["unexplained eve"]);
  });

  it("goes by ids: a renamed principal is the one that was granted, and a new one of its name is not", () => {
    expect(look(live, [grant("alicia", { ids: idsOf(alice) })], 30)).toEqual([]);
    const impostor = grant("alice", { ids: idsOf(lease({ principal: "another" })) });
    expect(tell(look(live, [impostor], 30))).toEqual(["unexplained alice", "vanished alice"]);
  });

  it("says nothing of a provider that could not be read", () => {
    expect(
      findDrift(live, new Map(), { isInBaseline: () => false, findRejection: () => undefined }, at(70)),
    ).toEqual([]);
  });

  it("says who, since when, when it should have ended and by which request", () => {
    const since = at(-3600);
    expect(look(emptyLedger, [grant("eve", { ...standing, grantedBy: "admin", since })], 30)).toEqual([
      {
        kind: "unexplained",
        principal: "eve",
        entitlement: alice.entitlement,
        ids: idsOf(lease({ principal: "eve" })),
        origin: "standing",
        grantedBy: "admin",
        since,
        requests: [],
      },
    ]);
    expect(look(ended, [grant("alice")], 70)).toMatchObject([
      { kind: "reappeared", origin: "ours", until: at(62), requests: ["payments/a"] },
    ]);
    expect(look(live, [], 30)[0]).not.toHaveProperty("origin");
  });

  it("puts what has to end first, and then goes by name", () => {
    const grants = [grant("zoe"), grant("alice"), grant("eve")];
    expect(tell(look(live, grants, 70))).toEqual(["overdue alice", "unexplained eve", "unexplained zoe"]);
  });

  describe("after an access review", () => {
    it.each<[string, LedgerState, readonly Grant[], string[]]>([
      [
        "AR5: is what was rejected, and a baseline still names",
        emptyLedger,
        [grant("bob", standing)],
        ["rejected bob"],
      ],
      [
        "AR5: is that beside a lease, too",
        live,
        [grant("alice"), grant("alice", standing)],
        ["rejected alice"],
      ],
      ["is not our own grant of the same", live, [grant("alice")], []],
      ["is not a lease where the two cannot be told apart", shared(live), [grant("alice", unknown)], []],
      ["is nothing where it is gone", emptyLedger, [], []],
    ])("%s", (_, state, grants, expected) => {
      expect(tell(look(state, grants, 30, ["alice", "bob"], ["alice", "bob"]))).toEqual(expected);
    });

    it("AR5: is that once the lease is over, where the two cannot be told apart", () => {
      const drift = look(shared(ended, true), [grant("alice", unknown)], 300, ["alice"], ["alice"]);
      expect(tell(drift)).toEqual(["rejected alice"]);
    });

    it("AR5: names the review", () => {
      expect(look(emptyLedger, [grant("bob", standing)], 30, [], ["bob"])).toMatchObject([
        { kind: "rejected", review: "review", origin: "standing" },
      ]);
    });
  });
});
