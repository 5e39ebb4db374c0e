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
  /** Made in our name, and no ledger entry says why. Reported, never touched. */
  readonly unexplained: readonly Grant[];
}

export type Outcome =
  | { readonly status: "done"; readonly change: Change; readonly at: Date; readonly receipt: Receipt }
  | { readonly status: "failed"; readonly change: Change; readonly at: Date; readonly error: unknown };

/** What one provider listed. */
export interface Listing {
  readonly grants: readonly Grant[];
  /** For how long after a write it may still be old. */
  readonly consistencySeconds: number;
  /** For how long before the end it may be gone by the provider's own timer and clock. */
  readonly earlySeconds: number;
  /** For how long after the end a grant that shows up is taken to be an effect of ours that landed late. */
  readonly watchSeconds: number;
}

/**
 * Compares what git says with what the providers say. A provider without a listing could not be read: its revocations
 * are planned all the same, and nothing is concluded from a grant that was not seen.
 * The plan after applying a plan is empty, once the provider's consistency window has passed.
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

/** Of one holding: nothing, or what is to be done about it. */
export function planHolding(record: HoldingRecord, listing: Listing | undefined, clock: Date): Change[] {
  const now = timeOf(record, clock);
  const until = heldUntil(record.leases, now);
  if (until === undefined) return planEnd(record, listing, now);
  const vanished = hasVanished(record, listing, until, now);
  // What failed to take back another lease may have landed late, and took this one.
  if (vanished && record.failing === undefined)
    return [{ kind: "revocation", holding: holdingOf(record, until), write: false, because: "by-hand" }];
  const asAsked = !vanished && record.held === "yes" && record.confirmed?.until.getTime() === until.getTime();
  return asAsked ? [] : [{ kind: "grant", holding: holdingOf(record, until), write: mayWrite(record) }];
}

/**
 * It is no earlier than what the ledger tells of the holding: that it was confirmed, or that a lease was written down, which happens
 * once it has begun or carries on from another. A clock that says so is behind, and ends nothing that has begun.
 */
export function timeOf({ confirmed, leases }: HoldingRecord, clock: Date): Date {
  const carriesOn = (lease: Lease): boolean =>
    leases.some(({ request, endsAt }) => request === lease.extends && isEqual(endsAt, lease.startsAt));
  let time = confirmed !== undefined && confirmed.at > clock ? confirmed.at : clock;
  for (const lease of leases)
    if (lease.ended === undefined && lease.startsAt > time && !carriesOn(lease)) time = lease.startsAt;
  return time;
}

/** What ended before it began counts as begun: it was on the ledger, and may be held. */
export const hasStarted = ({ ended, startsAt }: Lease, now: Date): boolean =>
  ended !== undefined || !isBefore(now, startsAt);

/** Also takes back what reappeared in our name after the end: an effect that landed late. */
function planEnd(record: HoldingRecord, listing: Listing | undefined, now: Date): Change[] {
  const started = record.leases.filter((lease) => hasStarted(lease, now));
  if (started.length === 0) return [];
  const until = max(started.map(endOf));
  if (record.held === "no" && !hasReappeared(record, listing, until, now)) return [];
  const because = started.find((lease) => endOf(lease) >= until)?.ended?.because ?? "expiry";
  return [{ kind: "revocation", holding: holdingOf(record, until), write: mayWrite(record), because }];
}

/**
 * Where grants cannot be told apart, one that shows up later than a late effect of ours could is somebody else's. So is one that shows
 * up long before that: the clock it was taken back by was far ahead, and nobody can tell when that was.
 */
function hasReappeared(record: HoldingRecord, listing: Listing | undefined, until: Date, now: Date): boolean {
  if (listing === undefined || !mayWrite(record) || findOurs(record, listing) === undefined) return false;
  if (record.container === "separate") return true;
  const gone = goneAt(record, until);
  const { watchSeconds } = listing;
  return !isBefore(now, subSeconds(gone, watchSeconds)) && isBefore(now, addSeconds(gone, watchSeconds));
}

/** When it was first seen to be gone after its end: a revocation may have failed for hours, and a late effect is late from then on. */
const goneAt = ({ revocations }: HoldingRecord, until: Date): Date =>
  revocations.find(({ at }) => !isBefore(at, until))?.at ?? until;

const mayWrite = ({ container, heldBefore }: HoldingRecord): boolean =>
  container === "separate" || !heldBefore;

function hasVanished(record: HoldingRecord, listing: Listing | undefined, until: Date, now: Date): boolean {
  if (listing === undefined || record.held !== "yes" || record.confirmed === undefined || !mayWrite(record))
    return false;
  // The provider's own timer knows no later end than the last one it was given.
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

/** Is this change still right, now that it is its turn? What was planned a moment ago may have been overtaken. */
export function isStillRight(change: Change, state: LedgerState, now: Date): boolean {
  const record = state.holdings.get(holdingKey(change.holding));
  const until = record && heldUntil(record.leases, timeOf(record, now));
  if (change.kind === "grant") return until?.getTime() === change.holding.until.getTime();
  return record !== undefined && (change.because === "by-hand" || until === undefined);
}

/** How long what has ended is still looked for by whoever cannot remember having seen it gone. */
const LOOK_BACK_SECONDS = 3600;

/** The entitlements each provider is asked about: what is held, about to be, or has ended and is not over yet. */
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

/** Every time it ended, will end, or was taken back. */
export const listEnds = ({ leases, revocations }: HoldingRecord): Date[] => [
  ...leases.map(endOf),
  ...revocations.map(({ at }) => at),
];

/** Gone in a listing that was asked for at `now`, when no call of ours could land any more. */
export const isSettled = (record: HoldingRecord, listing: Listing, now: Date): boolean =>
  record.held === "no" &&
  listEnds(record).every((end) => !isBefore(now, addSeconds(end, listing.watchSeconds))) &&
  planHolding(record, listing, now).length === 0;

/** When a lease of ours ends or begins next, after now; undefined = none will. What is already due is not in it. */
export function nextTurn(state: LedgerState, now: Date): Date | undefined {
  const turns = [...state.holdings.values()]
    .flatMap(({ leases }) => [heldUntil(leases, now), ...leases.map(({ startsAt }) => startsAt)])
    .filter((turn) => turn !== undefined)
    .filter((turn) => isBefore(now, turn));
  return turns.length === 0 ? undefined : min(turns);
}
