import { max } from "date-fns";
import { type Entitlement, entitlementKey } from "./entitlement.ts";
import { isLive, type Lease } from "./lease.ts";

/** The provider's own immutable names. What is ended is ended by these, whatever the labels say by then. */
export interface HoldingIds {
  /** Which server, tenant or cluster this is: a rebuilt one is another. */
  readonly instance: string;
  readonly principal: string;
  readonly entitlement: string;
}

/** What a provider is asked to hold: one principal, one entitlement, until when. */
export interface Holding {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  /** The end of the last live lease. */
  readonly until: Date;
}

export const holdingKey = (holding: { principal: string; entitlement: Entitlement }): string =>
  `${entitlementKey(holding.entitlement)} ${holding.principal}`;

/** The union of the live leases' ends; undefined when none is live. Overlaps never shorten it. */
export function heldUntil(leases: readonly Lease[], now: Date): Date | undefined {
  const ends = leases.filter((lease) => isLive(lease, now)).map((lease) => lease.endsAt);
  return ends.length === 0 ? undefined : max(ends);
}
