import { max } from "date-fns/max";
import type { Entitlement } from "../access/entitlement.ts";
import type { Grant } from "../access/grant.ts";
import { type HoldingIds, heldUntil, holdingKey, idsKey } from "../access/holding.ts";
import { endOf } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { HeldState } from "../ledger/ledger.ts";
import { findByIds } from "../ledger/ledger-index.ts";
import { findGrants } from "../plan/grant-index.ts";
import { type Change, type Listing, planChanges } from "../plan/plan.ts";

/**
 * The loudest first.
 * - `rejected`: held, and the last access review decided to remove it.
 * - `unexplained`: held, but neither the ledger nor a baseline explains it.
 * - `reappeared`: revoked, but listed again as ours.
 * - `overdue`: past its end, but still held.
 * - `vanished`: should be held, but is not.
 */
export const driftKinds = ["reappeared", "overdue", "rejected", "unexplained", "vanished"] as const;
export type DriftKind = (typeof driftKinds)[number];

/** One difference between the access at a provider and git. */
export interface Drift {
  readonly kind: DriftKind;
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  /** Absent when it is not held. */
  readonly origin?: Grant["origin"];
  readonly grantedBy?: string;
  readonly since?: Date;
  /** When the ledger says that it ended, or will. Absent where the ledger knows nothing. */
  readonly until?: Date;
  /** The requests on the ledger whose lease ends last. */
  readonly requests: readonly string[];
  /** The file of the access review that rejected it. */
  readonly review?: string;
}

/** What people accepted and rejected, by the default branch. */
export interface Accepted {
  /** A baseline names it. */
  readonly isInBaseline: (grant: Grant) => boolean;
  /** The review that last decided about it, if that says remove. */
  readonly findRejection: (grant: Grant) => { readonly path: string } | undefined;
}

/**
 * Compares the listed access with the ledger, and with baselines and access reviews for grants that are not ours. Skips providers without a listing.
 * Changes under way (an intent without its outcome, an end not recorded yet) are no drift.
 */
export function findDrift(
  state: HeldState,
  listings: ReadonlyMap<string, Listing>,
  accepted: Accepted,
  now: Date,
): Drift[] {
  const planned = planChanges(state, listings, now).changes.flatMap((change) =>
    describeChange(change, state, listings.get(change.holding.entitlement.provider)),
  );
  const told = new Set(planned.map(({ ids }) => idsKey(ids)));
  const recordsOf = ({ ids }: Grant): HoldingRecord[] =>
    findByIds(state.holdings, ids).map(([, record]) => record);
  const unexplained = [...listings.values()]
    .flatMap(({ grants }) => grants)
    .filter((grant) => !(isMaybeOurs(grant) && told.has(idsKey(grant.ids))))
    .flatMap((grant) => explain(grant, recordsOf(grant), accepted, now) ?? []);
  return [...unexplained, ...planned].toSorted(byKindAndName);
}

function describeChange(change: Change, { holdings }: HeldState, listing: Listing | undefined): Drift[] {
  const record = holdings.get(holdingKey(change.holding));
  if (change.kind !== "revocation" || record === undefined || listing === undefined) return [];
  if (change.because === "by-hand") return [describe("vanished", record, [record])];
  const grant = findGrants(listing.grants, record.ids).find(isMaybeOurs);
  if (grant === undefined || !change.write) return [];
  return [describe(record.held === "no" ? "reappeared" : "overdue", grant, [record])];
}

const isMaybeOurs = ({ origin }: Grant): boolean => origin !== "standing";

/** A grant that is not ours, as a review rejected it. */
export const describeRejected = (
  grant: Grant,
  { path }: { readonly path: string },
  records: readonly HoldingRecord[] = [],
): Drift => ({ ...describe("rejected", grant, records), review: path });

function explain(
  grant: Grant,
  records: readonly HoldingRecord[],
  { isInBaseline, findRejection }: Accepted,
  now: Date,
): Drift | undefined {
  const rejection = grant.origin === "ours" ? undefined : findRejection(grant);
  if (rejection === undefined)
    return isExplained(grant, records, isInBaseline, now)
      ? undefined
      : describe("unexplained", grant, records);
  // A lease of the same explains it only where the two grants cannot be told apart.
  const isByLease = grant.origin !== "standing" && isExplained(grant, records, () => false, now);
  return isByLease ? undefined : describeRejected(grant, rejection, records);
}

function isExplained(
  grant: Grant,
  records: readonly HoldingRecord[],
  isInBaseline: (grant: Grant) => boolean,
  now: Date,
): boolean {
  const held = records.filter(
    (record) => record.held !== "no" || heldUntil(record.leases, now) !== undefined,
  );
  if (isMaybeOurs(grant) && held.length > 0) return true;
  if (grant.origin === "ours") return false;
  // Once the lease is over, access from before it is standing access, and a baseline has to list it.
  return held.some(({ heldBefore }) => heldBefore) || isInBaseline(grant);
}

function describe(kind: DriftKind, about: Grant | HoldingRecord, records: readonly HoldingRecord[]): Drift {
  const { principal, entitlement, ids } = about;
  const leases = records.flatMap((record) => record.leases);
  const until = leases.length === 0 ? undefined : max(leases.map(endOf));
  const last = leases.filter((lease) => endOf(lease).getTime() === until?.getTime());
  const { origin, grantedBy, since } = "origin" in about ? about : {};
  return {
    ...{ kind, principal, entitlement, ids },
    ...(origin !== undefined && { origin }),
    ...(grantedBy !== undefined && { grantedBy }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    requests: [...new Set(last.map(({ request }) => request))],
  };
}

/** The loudest first. */
export function byKindAndName(a: Drift, b: Drift): number {
  const sortKey = ({ entitlement: { provider, resource, role }, principal }: Drift): string =>
    JSON.stringify([provider, resource, role, principal]);
  const kinds = driftKinds.indexOf(a.kind) - driftKinds.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  return sortKey(a) < sortKey(b) ? -1 : Number(sortKey(a) > sortKey(b));
}
