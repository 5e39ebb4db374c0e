import { differenceInMilliseconds } from "date-fns/differenceInMilliseconds";
import { type Entitlement, entitlementKey } from "./entitlement.ts";
import { endOf, type Lease } from "./lease.ts";

/** The leases of a request, of the one it extends, and so on to the first. */
export function listChain(leasesOf: (request: string) => readonly Lease[], request: string): Lease[] {
  const chain: Lease[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = request; next !== undefined && !seen.has(next); ) {
    seen.add(next);
    const own = leasesOf(next);
    chain.push(...own);
    next = own.find((lease) => lease.extends !== undefined)?.extends;
  }
  return chain;
}

/** Milliseconds for which these leases gave an entitlement. */
export const timeHeld = (chain: readonly Lease[], entitlement: Entitlement): number =>
  chain
    .filter((lease) => entitlementKey(lease.entitlement) === entitlementKey(entitlement))
    .map((lease) => Math.max(0, differenceInMilliseconds(endOf(lease), lease.startsAt)))
    .reduce((sum, length) => sum + length, 0);
