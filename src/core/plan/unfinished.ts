import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import { hasEnded, type Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { oncePer } from "./once-per.ts";
import { listLeasesSince } from "./overdue.ts";

/** The leases of a holding that have not ended, and ended ones whose access is not revoked yet. */
export const listUnfinished = (record: HoldingRecord, now: Date): readonly Lease[] =>
  record.held === "no" ? record.leases.filter((lease) => !hasEnded(lease, now)) : listLeasesSince(record);

/** The unfinished leases of these entitlements, of all people. */
export function listUnfinishedOf(
  { holdings }: Pick<LedgerState, "holdings">,
  entitlements: readonly Entitlement[],
  now: Date,
): Lease[] {
  const byEntitlement = indexOf(holdings);
  const asked = new Set(entitlements.map(entitlementKey));
  return [...asked]
    .flatMap((key) => byEntitlement.get(key) ?? [])
    .flatMap((record) => listUnfinished(record, now));
}

/** Many requests are judged by one state: its holdings are looked through once. */
const indexOf = oncePer(
  (holdings: LedgerState["holdings"]): ReadonlyMap<string, readonly HoldingRecord[]> => {
    const index = new Map<string, HoldingRecord[]>();
    for (const record of holdings.values()) {
      const key = entitlementKey(record.entitlement);
      const known = index.get(key);
      if (known === undefined) index.set(key, [record]);
      else known.push(record);
    }
    return index;
  },
);
