import { describe, expect, it } from "vitest";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { findByBase, findByIds, findByRequest } from "../../../src/core/ledger/ledger-index.ts";
import { at, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";

const idsOf = (principal: string, instance = "db") => ({
  instance,
  principal: `p:${principal}`,
  entitlement: "e",
});

const intend = (request: string, principal: string, instance = "db", base?: string): LedgerEntry =>
  intentEntry(lease({ request, principal, ...(base !== undefined && { extends: base }) }), {
    ids: idsOf(principal, instance),
  });

const revoke = (principal: string): LedgerEntry => revokedEntry(lease({ principal }), at(60), at(60));

/** The same without an index of its own. */
const anew = ({ holdings }: LedgerState) => new Map(holdings);
const keysOf = (found: readonly (readonly [string, unknown])[]): string[] => found.map(([key]) => key).sort();

describe("The index of the ledger's holdings", () => {
  it("is, after each round, that of the state built from nothing", () => {
    let state = emptyLedger;
    const names = Array.from({ length: 400 }, (_, index) => `u${index % 350}`);
    for (const [index, principal] of names.entries()) {
      const base = index % 3 === 0 ? `payments/r${index - 1}` : undefined;
      state = applyEntries(state, [intend(`payments/r${index}`, principal, "db", base)]);
      // Asked for in the middle, so that it is inherited from then on.
      if (index === 20 || index > 390)
        expect(findByRequest(state.holdings, `payments/r${index}`)).toHaveLength(1);
    }
    const rebuilt = anew(state);
    const tell = (holdings: LedgerState["holdings"]) =>
      [...names.keys()].map((index) => [
        keysOf(findByRequest(holdings, `payments/r${index}`)),
        keysOf(findByBase(holdings, `payments/r${index}`)),
        keysOf(findByIds(holdings, idsOf(`u${index}`))),
      ]);
    expect(tell(state.holdings)).toEqual(tell(rebuilt));
  });

  it("knows a holding by its newest ids alone", () => {
    const first = applyEntries(emptyLedger, [intend("payments/a", "alice")]);
    expect(findByIds(first.holdings, idsOf("alice"))).toHaveLength(1);
    const second = applyEntries(first, [revoke("alice"), intend("payments/b", "alice", "rebuilt")]);
    expect(findByIds(second.holdings, idsOf("alice"))).toEqual([]);
    expect(keysOf(findByIds(second.holdings, idsOf("alice", "rebuilt")))).toHaveLength(1);
    expect(findByIds(first.holdings, idsOf("alice"))).toHaveLength(1);
  });
});
