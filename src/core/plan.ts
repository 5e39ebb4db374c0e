import { addSeconds, isBefore, max, min } from "date-fns";
import type { Entitlement } from "./entitlement.ts";
import { type Holding, type HoldingIds, heldUntil } from "./holding.ts";
import type { EndReason, Lease } from "./lease.ts";
import type { HoldingRecord, LedgerState } from "./ledger.ts";
import type { Grant, Receipt } from "./ports/provider.ts";

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

/** What one provider listed, and for how long after a write that listing may still be old. */
export interface Listing {
  readonly grants: readonly Grant[];
  readonly consistencySeconds: number;
}

/**
 * Compares what git says with what the providers say. A provider without a listing could not be read: its revocations
 * are planned all the same, and nothing is concluded from a grant that was not seen.
 * The plan after applying a plan is empty, once the provider's consistency window has passed.
 */
export function planChanges(state: LedgerState, listings: ReadonlyMap<string, Listing>, now: Date): Plan {
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

function planHolding(record: HoldingRecord, listing: Listing | undefined, now: Date): Change[] {
  const until = heldUntil(record.leases, now);
  if (until === undefined) return planEnd(record, listing, now);
  if (hasVanished(record, listing, now))
    return [{ kind: "revocation", holding: holdingOf(record, until), write: false, because: "by-hand" }];
  const asAsked = record.held === "yes" && record.confirmed?.until.getTime() === until.getTime();
  return asAsked ? [] : [{ kind: "grant", holding: holdingOf(record, until), write: mayWrite(record) }];
}

/** Also takes back what reappeared in our name after the end: an effect that landed late. */
function planEnd(record: HoldingRecord, listing: Listing | undefined, now: Date): Change[] {
  const started = record.leases.filter((lease) => !isBefore(now, lease.startsAt));
  if (started.length === 0) return [];
  const reappeared = record.container === "separate" && findOurs(record, listing) !== undefined;
  if (record.held === "no" && !reappeared) return [];
  const until = max(started.map((lease) => lease.ended?.at ?? lease.endsAt));
  return [
    { kind: "revocation", holding: holdingOf(record, until), write: mayWrite(record), because: "expiry" },
  ];
}

const mayWrite = ({ container, heldBefore }: HoldingRecord): boolean =>
  container === "separate" || !heldBefore;

function hasVanished(record: HoldingRecord, listing: Listing | undefined, now: Date): boolean {
  if (listing === undefined || record.held !== "yes" || record.confirmed === undefined || !mayWrite(record))
    return false;
  const settled = !isBefore(now, addSeconds(record.confirmed.at, listing.consistencySeconds));
  return settled && findOurs(record, listing) === undefined;
}

const findOurs = (record: HoldingRecord, listing: Listing | undefined): Grant | undefined =>
  listing?.grants.find(
    (grant) => sameIds(grant.ids, record.ids) && (record.container === "shared" || grant.origin === "ours"),
  );

const sameIds = (a: HoldingIds, b: HoldingIds): boolean =>
  a.instance === b.instance && a.principal === b.principal && a.entitlement === b.entitlement;

const isExplained = (grant: Grant, state: LedgerState): boolean =>
  [...state.holdings.values()].some((record) => sameIds(record.ids, grant.ids));

const holdingOf = ({ principal, entitlement, ids }: HoldingRecord, until: Date): Holding => ({
  principal,
  entitlement,
  ids,
  until,
});

/** The entitlements a reconciliation asks each provider about. */
export function entitlementsOf(state: LedgerState): Map<string, Entitlement[]> {
  const byProvider = new Map<string, Map<string, Entitlement>>();
  for (const { entitlement } of state.holdings.values()) {
    const known = byProvider.get(entitlement.provider) ?? new Map<string, Entitlement>();
    byProvider.set(
      entitlement.provider,
      known.set(`${entitlement.resource} ${entitlement.role}`, entitlement),
    );
  }
  return new Map([...byProvider].map(([provider, entitlements]) => [provider, [...entitlements.values()]]));
}

/** When something of ours ends or begins next; `now` = already due. undefined = nothing is held or about to be. */
export function nextTurn(state: LedgerState, now: Date): Date | undefined {
  const turns = [...state.holdings.values()]
    .filter(({ held }) => held !== "no")
    .map(({ leases }) => heldUntil(leases, now) ?? nextStart(leases, now) ?? now);
  return turns.length === 0 ? undefined : min(turns);
}

function nextStart(leases: readonly Lease[], now: Date): Date | undefined {
  const starts = leases.filter(({ startsAt }) => isBefore(now, startsAt)).map(({ startsAt }) => startsAt);
  return starts.length === 0 ? undefined : min(starts);
}
