import { compareAsc } from "date-fns/compareAsc";
import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { type Entitlement, entitlementKey } from "./entitlement.ts";
import { isLive, type Lease } from "./lease.ts";

/** The provider's own immutable ids. Access is revoked by these, because names may have changed since the grant. */
export interface HoldingIds {
  /** The server, tenant or cluster. A rebuilt one has another id. */
  readonly instance: string;
  readonly principal: string;
  readonly entitlement: string;
}

/** The same string for the same ids, and for no others. */
export const idsKey = ({ instance, principal, entitlement }: HoldingIds): string =>
  // The lengths mark where each part ends, because a part may hold any character.
  `${instance.length} ${principal.length} ${instance} ${principal} ${entitlement}`;

export const sameIds = (a: HoldingIds, b: HoldingIds): boolean =>
  a.instance === b.instance && a.principal === b.principal && a.entitlement === b.entitlement;

/** A request to a provider: one principal holds one entitlement until a time. */
export interface Holding {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  /** The end of the last live lease. */
  readonly until: Date;
}

export const holdingKey = (holding: { principal: string; entitlement: Entitlement }): string =>
  `${entitlementKey(holding.entitlement)} ${holding.principal}`;

/**
 * The end of the union of the live leases, and of those that begin before the others end; undefined when none is live. Overlaps
 * never shorten it, and an extension on record leaves no moment without access.
 */
export function heldUntil(leases: readonly Lease[], now: Date): Date | undefined {
  const live = leases.filter((lease) => isLive(lease, now));
  if (live.length === 0) return undefined;
  let until = live.length === 1 && live[0] !== undefined ? live[0].endsAt : max(live.map(endsAt));
  if (leases.length === live.length) return until;
  const following = leases
    .filter((lease) => lease.ended === undefined && now < lease.startsAt)
    .toSorted((a, b) => compareAsc(a.startsAt, b.startsAt));
  for (const lease of following) if (!isBefore(until, lease.startsAt)) until = max([until, lease.endsAt]);
  return until;
}

const endsAt = (lease: Lease): Date => lease.endsAt;
