import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { isEqual } from "date-fns/isEqual";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { subSeconds } from "date-fns/subSeconds";
import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import type { Grant, Receipt } from "../access/grant.ts";
import { type Holding, heldUntil, holdingKey } from "../access/holding.ts";
import { type EndReason, endOf, type Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { HeldState, LedgerState } from "../ledger/ledger.ts";
import { findByIds } from "../ledger/ledger-index.ts";
import { findGrants } from "./grant-index.ts";

/** One thing to carry out. `write` is false when the provider must not be touched, and only the ledger learns of it. */
export type Change =
  | { readonly kind: "grant"; readonly holding: Holding; readonly write: boolean }
  | {
      readonly kind: "revocation";
      readonly holding: Holding;
      readonly write: boolean;
      readonly because: EndReason;
    };

export interface Plan {
  /** Revocations first: stopping half-way leaves people with too little access, not too much. */
  readonly changes: readonly Change[];
  /** Grants marked as ours that no ledger entry explains. Reported, never touched. */
  readonly unexplained: readonly Grant[];
}

export type Outcome =
  | { readonly status: "done"; readonly change: Change; readonly at: Date; readonly receipt: Receipt }
  | { readonly status: "failed"; readonly change: Change; readonly at: Date; readonly error: unknown };

/** The grants one provider listed, and how far such a listing can be trusted. */
export interface Listing {
  readonly grants: readonly Grant[];
  /** Seconds after a write during which the listing may still be stale. */
  readonly consistencySeconds: number;
  /** Seconds before the end from which on the provider's own timer may already have removed a grant: its clock may be ahead. */
  readonly earlySeconds: number;
  /** Seconds after the end during which a grant that appears counts as a late effect of our own call. */
  readonly watchSeconds: number;
}

/**
 * Compares the ledger with the providers' listings. A provider without a listing could not be read: its revocations
 * are still planned, and a missing grant proves nothing.
 * After a plan is applied and the provider's consistency window has passed, the next plan is empty.
 */
export function planChanges(state: HeldState, listings: ReadonlyMap<string, Listing>, now: Date): Plan {
  const changes = [...state.holdings.values()].flatMap((record) =>
    planHolding(record, listings.get(record.entitlement.provider), now),
  );
  return {
    changes: [...changes.filter(isRevocation), ...changes.filter((change) => !isRevocation(change))],
    unexplained: [...listings.values()].flatMap(({ grants }) =>
      grants.filter((grant) => grant.origin === "ours" && !isExplained(grant, state)),
    ),
  };
}

export const isRevocation = (change: Change): boolean => change.kind === "revocation";

/** A person has already removed the access at the provider. */
export const isByHand = (change: Change): boolean =>
  change.kind === "revocation" && change.because === "by-hand";

/**
 * Plans one holding: at most one change. While a lease is live, grants until the last end, or records a removal by hand when the
 * provider no longer lists a confirmed grant. Once all leases have ended, revokes.
 */
export function planHolding(record: HoldingRecord, listing: Listing | undefined, clock: Date): Change[] {
  const now = timeOf(record, clock);
  const until = heldUntil(record.leases, now);
  if (until === undefined) return planEnd(record, listing, now);
  const vanished = hasVanished(record, listing, until, now);
  // After a failed revocation of an earlier lease, its late effect may have removed this grant. That does not count as a removal by
  // hand.
  if (vanished && record.failing === undefined)
    return [{ kind: "revocation", holding: holdingOf(record, until), write: false, because: "by-hand" }];
  const asAsked = !vanished && record.held === "yes" && record.confirmed?.until.getTime() === until.getTime();
  return asAsked ? [] : [{ kind: "grant", holding: holdingOf(record, until), write: mayWrite(record) }];
}

/**
 * The clock's time, or the latest time the ledger proves for this holding if the clock is behind it. Proof is a confirmed grant, or the
 * start of a lease: leases are recorded once they have begun, except extensions of another lease. So a slow clock cannot end a lease
 * that has begun.
 */
export function timeOf({ confirmed, leases }: HoldingRecord, clock: Date): Date {
  const carriesOn = (lease: Lease): boolean =>
    leases.some(({ request, endsAt }) => request === lease.extends && isEqual(endsAt, lease.startsAt));
  let time = confirmed !== undefined && confirmed.at > clock ? confirmed.at : clock;
  for (const lease of leases)
    if (lease.ended === undefined && lease.startsAt > time && !carriesOn(lease)) time = lease.startsAt;
  return time;
}

/** True once the lease has begun. A lease that was ended before its start counts too: it is on the ledger, so a grant may exist. */
export const hasStarted = ({ ended, startsAt }: Lease, now: Date): boolean =>
  ended !== undefined || !isBefore(now, startsAt);

/** Revokes a holding whose leases have all ended. Also revokes a grant that reappeared after the end: a late effect of our own call. */
function planEnd(record: HoldingRecord, listing: Listing | undefined, now: Date): Change[] {
  const started = record.leases.filter((lease) => hasStarted(lease, now));
  if (started.length === 0) return [];
  const until = max(started.map(endOf));
  if (record.held === "no" && !hasReappeared(record, listing, until, now)) return [];
  const because = started.find((lease) => endOf(lease) >= until)?.ended?.because ?? "expiry";
  return [{ kind: "revocation", holding: holdingOf(record, until), write: mayWrite(record), because }];
}

/**
 * Does the provider list a revoked grant again? In a "shared" container our grant looks like any other, so it counts as ours only
 * within `watchSeconds` of the revocation. Later than that, another person gave it. Earlier than that, the recorded revocation time
 * came from a clock that was ahead and says nothing about when the grant was removed.
 */
function hasReappeared(record: HoldingRecord, listing: Listing | undefined, until: Date, now: Date): boolean {
  if (listing === undefined || !mayWrite(record) || findOurs(record, listing) === undefined) return false;
  if (record.container === "separate") return true;
  const gone = goneAt(record, until);
  const { watchSeconds } = listing;
  return !isBefore(now, subSeconds(gone, watchSeconds)) && isBefore(now, addSeconds(gone, watchSeconds));
}

/** The first revocation at or after the end; the end itself without one. It can be hours later than the end if revocations failed. */
const goneAt = ({ revocations }: HoldingRecord, until: Date): Date =>
  revocations.find(({ at }) => !isBefore(at, until))?.at ?? until;

const mayWrite = ({ container, heldBefore }: HoldingRecord): boolean =>
  container === "separate" || !heldBefore;

function hasVanished(record: HoldingRecord, listing: Listing | undefined, until: Date, now: Date): boolean {
  if (listing === undefined || record.held !== "yes" || record.confirmed === undefined || !mayWrite(record))
    return false;
  // The provider's own timer runs until the last end it confirmed, even when the ledger has a later one.
  const timed = min([until, record.confirmed.until]);
  if (!isBefore(now, subSeconds(timed, listing.earlySeconds))) return false;
  const settled = !isBefore(now, addSeconds(record.confirmed.at, listing.consistencySeconds));
  return settled && findOurs(record, listing) === undefined;
}

const findOurs = (record: HoldingRecord, listing: Listing | undefined): Grant | undefined =>
  listing &&
  findGrants(listing.grants, record.ids).find(
    ({ origin }) => record.container === "shared" || origin === "ours",
  );

const isExplained = (grant: Grant, { holdings }: HeldState): boolean =>
  findByIds(holdings, grant.ids).length > 0;

const holdingOf = ({ principal, entitlement, ids }: HoldingRecord, until: Date): Holding => ({
  principal,
  entitlement,
  ids,
  until,
});

/** Is a planned change still right just before it is applied? The ledger may have changed since the plan was made. */
export function isStillRight(change: Change, state: LedgerState, now: Date): boolean {
  const record = state.holdings.get(holdingKey(change.holding));
  const until = record && heldUntil(record.leases, timeOf(record, now));
  if (change.kind === "grant") return until?.getTime() === change.holding.until.getTime();
  return record !== undefined && (change.because === "by-hand" || until === undefined);
}

/** Default look-back: a caller that keeps no memory between rounds still lists revoked access for this many seconds after its end. */
const LOOK_BACK_SECONDS = 3600;

/** The entitlements to list, by provider: those held or about to be, and revoked ones until `isOver` accepts their record. */
export function entitlementsOf(
  state: HeldState,
  now: Date,
  isOver: (record: HoldingRecord) => boolean = (record) => !hasEndedLately(record, now),
): Map<string, Entitlement[]> {
  const asked = new Map<string, Map<string, Entitlement>>();
  for (const record of state.holdings.values()) {
    if (record.held === "no" && isOver(record)) continue;
    const { entitlement } = record;
    const known = asked.get(entitlement.provider) ?? new Map<string, Entitlement>();
    asked.set(entitlement.provider, known.set(entitlementKey(entitlement), entitlement));
  }
  return new Map([...asked].map(([provider, entitlements]) => [provider, [...entitlements.values()]]));
}

const hasEndedLately = (record: HoldingRecord, now: Date): boolean =>
  listEnds(record).some((end) => isBefore(now, addSeconds(end, LOOK_BACK_SECONDS)));

/** The ends of all leases, past and future, and the times of all revocations. */
export const listEnds = ({ leases, revocations }: HoldingRecord): Date[] => [
  ...leases.map(endOf),
  ...revocations.map(({ at }) => at),
];

/** True when a listing requested at `now` shows nothing left to do, and no earlier call of ours can still take effect. */
export const isSettled = (record: HoldingRecord, listing: Listing, now: Date): boolean =>
  record.held === "no" &&
  listEnds(record).every((end) => !isBefore(now, addSeconds(end, listing.watchSeconds))) &&
  planHolding(record, listing, now).length === 0;

/** The next start or end of a lease strictly after `now`; undefined when there is none. Overdue changes are not included. */
export function nextTurn(state: LedgerState, now: Date): Date | undefined {
  const turns = [...state.holdings.values()]
    .flatMap(({ leases }) => [heldUntil(leases, now), ...leases.map(({ startsAt }) => startsAt)])
    .filter((turn) => turn !== undefined)
    .filter((turn) => isBefore(now, turn));
  return turns.length === 0 ? undefined : min(turns);
}
