import { entitlementKey } from "../access/entitlement.ts";
import { hasEnded, type Lease } from "../access/lease.ts";
import { type LedgerState, leasesOf, type SeenRequest } from "../ledger/ledger.ts";

/**
 * True while a request, none of whose leases has ended by `now`, has entitlements that the ledger lacks: when the others were granted, their provider
 * could not be asked.
 */
export function isPartlyGranted(
  { holdings }: Pick<LedgerState, "holdings">,
  { request, of }: SeenRequest,
  now: Date,
): boolean {
  if (of === undefined) return false;
  const leases = leasesOf(holdings, request);
  return leases.length < of && !leases.some((lease) => hasEnded(lease, now));
}

/** Those of a request's leases that the ledger lacks. */
export function listUngranted(
  { holdings }: Pick<LedgerState, "holdings">,
  leases: readonly Lease[],
): Lease[] {
  const [first] = leases;
  if (first === undefined) return [];
  const known = leasesOf(holdings, first.request);
  return leases.filter(
    ({ principal, entitlement }) =>
      !known.some(
        (other) =>
          other.principal === principal && entitlementKey(other.entitlement) === entitlementKey(entitlement),
      ),
  );
}
