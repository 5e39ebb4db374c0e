import { describe, expect, it } from "vitest";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { isPartlyGranted, listUngranted } from "../../../src/core/plan/partly-granted.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";

const orders = lease();
const crm = lease({ entitlement: { provider: "crm", resource: "cases", role: "reader" } });
const intent = (of: typeof orders, count: number | undefined) =>
  intentEntry(of, count === undefined ? {} : { of: count });
const half = [intent(orders, 2), grantedEntry(orders, at(1), at(60))];
const read = (entries: readonly LedgerEntry[]): LedgerState => applyEntries(emptyLedger, entries);
const isPartly = (entries: readonly LedgerEntry[]): boolean => {
  const state = read(entries);
  const used = state.seen.get(orders.request);
  if (used === undefined) throw new Error("The ledger does not know the request.");
  return isPartlyGranted(state, used, at(30));
};

describe("a request of which the ledger has a part", () => {
  it("is partly granted until the rest is there", () => {
    expect(isPartly(half)).toBe(true);
    expect(isPartly([...half, intent(crm, 2)])).toBe(false);
  });

  it.each([
    ["one entitlement", [intent(orders, 1)]],
    ["an old record, which does not tell how many there are", [intent(orders, undefined)]],
    ["a part that was revoked", [...half, revokedEntry(orders, at(60), at(60))]],
    [
      "an early end",
      [...half, { kind: "ended", request: orders.request, because: "command", at: at(20) } as const],
    ],
  ])("is done with %s", (_what, entries) => {
    expect(isPartly(entries)).toBe(false);
  });

  it("is done once its own time is over, whatever carries the access on", () => {
    const next = lease({ request: "payments/b", endsAt: at(600) });
    const state = read([...half, intentEntry(next), grantedEntry(next, at(2), at(600))]);
    const used = state.seen.get(orders.request);
    expect(used && [at(59), at(60)].map((now) => isPartlyGranted(state, used, now))).toEqual([true, false]);
  });

  it("keeps the time and the number of its first intent", () => {
    const later = { ...intent(crm, 7), at: at(30) };
    expect(read([...half, later]).seen.get(orders.request)).toMatchObject({ at: orders.startsAt, of: 2 });
  });

  it("lists what is missing by person and entitlement", () => {
    const others = lease({ principal: "eve" });
    expect(listUngranted(read(half), [orders, crm, others])).toEqual([crm, others]);
    expect(listUngranted(emptyLedger, [orders, crm])).toEqual([orders, crm]);
    expect(listUngranted(read(half), [])).toEqual([]);
  });
});
