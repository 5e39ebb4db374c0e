import { entitlementKey } from "../access/entitlement.ts";
import { holdingKey } from "../access/holding.ts";
import { hasEnded, isLive, type Lease, wasEndedEarly } from "../access/lease.ts";
import type { Adoption } from "./adoption.ts";
import type { PullRecord } from "./asked-request.ts";
import type { HoldingRecord } from "./holding-record.ts";
import { type DraftMap, draftOf } from "./layered-map.ts";
import type {
  Ended,
  Granted,
  HoldingEntry,
  Intent,
  LedgerEntry,
  PullEntry,
  Revoked,
  Used,
  Verified,
} from "./ledger-entry.ts";
import { findByBase, findByRequest, inheritIndex, noteInIndex } from "./ledger-index.ts";
import { type ObservedTeam, observeTeam } from "./observed-team.ts";
import type { ReceiptRecord } from "./receipt-record.ts";
import type { Refusal } from "./refusal.ts";

/** A request id is used once, for ever. */
export interface SeenRequest {
  readonly request: string;
  readonly pull: number;
  readonly blob: string;
  /** The commit of the default branch that brought it. */
  readonly merge: string;
  readonly at: Date;
  /** How many entitlements it has. Absent in old records. */
  readonly of?: number;
}

/** `holdings` by `holdingKey`, `seen` by request id, `refusals` by path, `teams` by id, `pulls` and `receipts` by number; `adoptions` oldest first. */
export interface LedgerState {
  readonly holdings: ReadonlyMap<string, HoldingRecord>;
  readonly seen: ReadonlyMap<string, SeenRequest>;
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly adoptions: readonly Adoption[];
  readonly teams: ReadonlyMap<number, ObservedTeam>;
  readonly pulls: ReadonlyMap<number, PullRecord>;
  readonly receipts: ReadonlyMap<number, ReceiptRecord>;
}

/** Past, present and future access: enough to report and to end it. Whether a request id was used is in `seen` alone. */
export type HeldState = Pick<LedgerState, "holdings">;

export const emptyLedger: LedgerState = {
  holdings: new Map(),
  seen: new Map(),
  refusals: new Map(),
  adoptions: [],
  teams: new Map(),
  pulls: new Map(),
  receipts: new Map(),
};

/** The state after these entries. Throws when one names a holding or a request that no intent made. */
export function applyEntries(state: LedgerState, entries: readonly LedgerEntry[]): LedgerState {
  if (entries.length === 0) return state;
  const after: Draft = {
    holdings: draftOf(state.holdings),
    seen: draftOf(state.seen),
    refusals: draftOf(state.refusals),
    adoptions: [...state.adoptions],
    teams: draftOf(state.teams),
    pulls: draftOf(state.pulls),
    receipts: draftOf(state.receipts),
  };
  inheritIndex(state.holdings, after.holdings);
  for (const entry of entries) applyEntry(after, entry);
  return after;
}

/** The holdings after these entries, for a reaper, which needs no more of the ledger. */
export const applyToHoldings = ({ holdings }: HeldState, entries: readonly HoldingEntry[]): HeldState => ({
  holdings: applyEntries({ ...emptyLedger, holdings }, entries).holdings,
});

interface Draft {
  readonly holdings: DraftMap<string, HoldingRecord>;
  readonly seen: DraftMap<string, SeenRequest>;
  readonly refusals: DraftMap<string, Refusal>;
  readonly adoptions: Adoption[];
  readonly teams: DraftMap<number, ObservedTeam>;
  readonly pulls: DraftMap<number, PullRecord>;
  readonly receipts: DraftMap<number, ReceiptRecord>;
}

function applyEntry(draft: Draft, entry: LedgerEntry): void {
  switch (entry.kind) {
    case "intent":
    case "granted":
    case "revoked":
    case "failed":
      applyHoldingEntry(draft, entry);
      return;
    case "verified":
      // A part of the request that is granted later has a second verification of its own.
      changeLeases(draft, entry, (lease, { held, confirmed }) =>
        held === "yes" && confirmed !== undefined && !(confirmed.at > entry.at)
          ? { ...lease, verifiedAt: entry.at }
          : lease,
      );
      return;
    case "ended":
      applyEnd(draft, entry);
      return;
    case "refused":
      draft.refusals.set(entry.refusal.path, entry.refusal);
      return;
    case "adopted":
      draft.adoptions.push(entry.adoption);
      return;
    case "observed":
      draft.teams.set(entry.team.id, observeTeam(draft.teams.get(entry.team.id), entry));
      return;
    case "asked":
    case "approved":
    case "closed":
      applyToPulls(draft.pulls, entry);
      return;
    case "receipt":
      draft.receipts.set(entry.receipt.pull, entry.receipt);
      return;
    case "used":
      applyUse(draft.holdings, entry);
  }
}

/** What the entry says about its pull request comes beside what is known of that. */
export function applyToPulls(pulls: Draft["pulls"], entry: PullEntry): void {
  const change = describePull(entry);
  pulls.set(change.pull, { ...pulls.get(change.pull), ...change });
}

function describePull(entry: PullEntry): PullRecord {
  switch (entry.kind) {
    case "asked":
      return { pull: entry.asked.pull, asked: entry.asked };
    case "approved":
      return { pull: entry.approved.pull, approved: entry.approved };
    case "closed":
      return { pull: entry.pull, closed: { at: entry.at, codes: entry.codes } };
  }
}

function applyHoldingEntry({ holdings, seen }: Draft, entry: HoldingEntry): void {
  const key = holdingKey(entry);
  const before = holdings.get(key);
  if (entry.kind === "intent") {
    const { request, pull } = entry.lease;
    refuseToCarryOn(holdings, entry.lease);
    const after = recordIntent(before, entry);
    holdings.set(key, after);
    noteInIndex(holdings, key, after);
    const { blob, merge } = entry.proof;
    // What is added later, because its provider could not be read at first, changes nothing of it.
    if (!seen.has(request))
      seen.set(request, { request, pull, blob, merge, at: entry.at, ...(entry.of && { of: entry.of }) });
    return;
  }
  if (before === undefined)
    throw new Error(`The ledger has no holding "${key}" that this ${entry.kind} entry could follow.`);
  holdings.set(key, recordOutcome(before, entry));
}

/** The use of the lease that has ended. */
function applyUse(holdings: Draft["holdings"], entry: Used): void {
  const { request, use: used } = entry;
  const key = holdingKey(entry);
  const record = holdings.get(key);
  if (!record?.leases.some((lease) => lease.request === request && lease.ended !== undefined))
    throw new Error(`The ledger has no ended lease of "${request}" for "${key}" that was used.`);
  const leases = record.leases.map((lease) => (lease.request === request ? { ...lease, used } : lease));
  holdings.set(key, { ...record, leases });
}

/**
 * Throws when the lease extends a request that was ended early: an early end covers its extensions. A replica that did not know of the
 * end yet verifies the request again.
 */
function refuseToCarryOn(holdings: Draft["holdings"], { request, extends: base }: Lease): void {
  const leases = base === undefined ? [] : leasesOf(holdings, base);
  if (leases.some(wasEndedEarly))
    throw new Error(
      `The ledger has an early end of "${base}", which "${request}" extends; the next round verifies "${request}" again.`,
    );
}

/** Ends the request and all its extensions that begin after the end, including those its author did not know of. */
function applyEnd(draft: Draft, entry: Ended): void {
  const { at, because, by, request } = entry;
  const ended = { at, because, ...(by && { by }) };
  changeLeases(draft, entry, (lease) => (lease.ended === undefined ? { ...lease, ended } : lease));
  const following = findByBase(draft.holdings, request)
    .flatMap(([, { leases }]) => leases)
    .filter((lease) => lease.extends === request && lease.ended === undefined && lease.startsAt > at);
  for (const next of new Set(following.map((lease) => lease.request)))
    applyEnd(draft, { ...entry, request: next });
}

function recordOutcome(before: HoldingRecord, entry: Exclude<HoldingEntry, Intent>): HoldingRecord {
  switch (entry.kind) {
    case "granted":
      return recordGranted(before, entry);
    case "revoked":
      return recordRevoked(before, entry);
    case "failed": {
      const { at, code } = entry;
      return { ...before, failing: { since: before.failing?.since ?? at, at, code } };
    }
  }
}

/** Every lease of the entry's request. */
function changeLeases(
  { holdings, seen }: Draft,
  { kind, request }: Verified | Ended,
  change: (lease: Lease, record: HoldingRecord) => Lease,
): void {
  if (!seen.has(request))
    throw new Error(`The ledger has no request "${request}" that this ${kind} entry could follow.`);
  for (const [key, record] of findByRequest(holdings, request)) {
    const leases = record.leases.map((lease) => (lease.request === request ? change(lease, record) : lease));
    holdings.set(key, { ...record, leases });
  }
}

function recordIntent(before: HoldingRecord | undefined, { lease, ids, container, heldBefore }: Intent) {
  const { principal, entitlement } = lease;
  if (before === undefined || before.held === "no") {
    const { leases = [], revocations = [] } = before ?? {};
    const held = "undetermined" as const;
    return {
      principal,
      entitlement,
      ids,
      container,
      heldBefore,
      held,
      leases: [...leases, lease],
      revocations,
    };
  }
  const known = before.leases.some((other) => isSameLease(other, lease));
  return known ? before : { ...before, leases: [...before.leases, lease] };
}

function recordGranted(
  { failing: _, ...before }: HoldingRecord,
  { until, at, connection }: Granted,
): HoldingRecord {
  return { ...before, held: "yes", confirmed: { until, at, ...(connection && { connection }) } };
}

/**
 * Marks the leases that had expired at the revocation as ended. Leases that were live or not begun then go on, except after a removal by
 * hand.
 */
function recordRevoked(before: HoldingRecord, { at, because, scheduled, left }: Revoked): HoldingRecord {
  const end = (lease: Lease): Lease => {
    if (lease.ended !== undefined) return lease;
    if (hasEnded(lease, at)) return { ...lease, ended: { at, because: "expiry" } };
    // An early end has its own entry. A lease that is still live here belongs to a request granted meanwhile.
    return because === "by-hand" && isLive(lease, at) ? { ...lease, ended: { at, because } } : lease;
  };
  const { confirmed: _, failing: __, ...rest } = before;
  const revocations = [
    ...before.revocations,
    { scheduled, at, because, ...(left !== undefined && { left }) },
  ];
  const leases = before.leases.map(end);
  return {
    ...rest,
    held: "no",
    leases: because === "by-hand" ? endFollowing(leases, { at, because }) : leases,
    revocations,
  };
}

/** After a removal by hand, ends the extensions of the leases it ended too: the removed grant already lasted until their end. */
function endFollowing(leases: readonly Lease[], ended: NonNullable<Lease["ended"]>): Lease[] {
  const after: Lease[] = [];
  for (const lease of leases) {
    const follows = after.some(
      (each) => each.request === lease.extends && each.ended?.because === ended.because,
    );
    after.push(follows && !hasEnded(lease, ended.at) ? { ...lease, ended } : lease);
  }
  return after;
}

/** Did this revocation end that lease? To be called after the entry was applied, when the lease has its end. */
export const isEndedBy = ({ ended }: Lease, { at, scheduled }: Revoked): boolean =>
  ended !== undefined && [at.getTime(), scheduled.getTime()].includes(ended.at.getTime());

const isSameLease = (a: Lease, b: Lease): boolean =>
  a.request === b.request && entitlementKey(a.entitlement) === entitlementKey(b.entitlement);

/** The leases of one request, in every holding. */
export const leasesOf = (holdings: LedgerState["holdings"], request: string): Lease[] =>
  findByRequest(holdings, request).flatMap(([, { leases }]) =>
    leases.filter((lease) => lease.request === request),
  );

/** Every lease on the ledger: planned, live and ended. */
export const listLeases = (state: LedgerState): Lease[] =>
  [...state.holdings.values()].flatMap((record) => record.leases);
