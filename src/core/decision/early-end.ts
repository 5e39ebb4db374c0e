import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { subDays } from "date-fns/subDays";
import { type EndReason, hasEnded, type Lease, type Person } from "../access/lease.ts";
import type { Policy } from "../files/policy.ts";
import { parseRequestPath, requestPath } from "../files/request.ts";
import { type LedgerState, leasesOf, listLeases, type SeenRequest } from "../ledger/ledger.ts";
import type { Ended } from "../ledger/ledger-entry.ts";
import { findByBase } from "../ledger/ledger-index.ts";
import type { Task } from "./github-facts.ts";
import { matchPolicies } from "./rules/policy.ts";

/** An early end counts from this many days before the access begins: stops or a planned start can delay the beginning after the merge. */
const DAYS_BEFORE = 32;

/** A request that can be ended early: it gives access now or later, or such a request extends it. */
export interface OpenRequest {
  readonly seen: SeenRequest;
  readonly path: string;
  readonly subject: Person;
  readonly approvers: readonly Person[];
  /** Those who could have approved it, where nobody had to. */
  readonly owners?: readonly Person[];
  /** At least one. */
  readonly leases: readonly [Lease, ...Lease[]];
  /** Comments and closings before this time do not count. */
  readonly since: Date;
  /** The end of its last lease. Comments and closings from this time on, by GitHub's clock, do not count. */
  readonly over: Date;
  /** Listed only because an open request extends it; it may be over itself. */
  readonly isBase?: true;
}

/** Why a request ended before its time, and who ended it. */
export interface EarlyEnd {
  readonly because: EndReason;
  readonly by?: Person;
}

/** The requests with a lease that has not ended. */
export const listOpenRequests = (state: LedgerState, now: Date): OpenRequest[] =>
  describeRequests(
    state,
    listLeases(state).filter((lease) => !hasEnded(lease, now)),
  );

/**
 * The requests that these extend, directly or through others, including ones that are over: ending one in its time ends its extensions
 * too.
 */
export function listBases(state: LedgerState, requests: readonly OpenRequest[]): OpenRequest[] {
  const known = new Set(requests.map(({ seen }) => seen.request));
  const wanted = new Set(requests.flatMap(({ leases }) => leases.flatMap((lease) => lease.extends ?? [])));
  const leases = [...wanted]
    .filter((request) => !known.has(request))
    .flatMap((request) => leasesOf(state.holdings, request));
  if (leases.length === 0) return [];
  const bases = describeRequests(state, leases).map((base) => ({ ...base, isBase: true as const }));
  return [...bases, ...listBases(state, [...requests, ...bases])];
}

function describeRequests(state: LedgerState, leases: readonly Lease[]): OpenRequest[] {
  const byRequest = new Map<string, [Lease, ...Lease[]]>();
  for (const lease of leases) {
    const known = byRequest.get(lease.request);
    if (known === undefined) byRequest.set(lease.request, [lease]);
    else known.push(lease);
  }
  return [...byRequest].flatMap(([request, own]) => {
    const seen = state.seen.get(request);
    return seen === undefined ? [] : [describeRequest(seen, own)];
  });
}

export function describeRequest(seen: SeenRequest, leases: readonly [Lease, ...Lease[]]): OpenRequest {
  const [{ subject, approvers, owners }] = leases;
  const begun = min([seen.at, ...leases.map(({ startsAt }) => startsAt)]);
  const since = subDays(begun, DAYS_BEFORE);
  const over = max(leases.map(({ endsAt }) => endsAt));
  return {
    seen,
    path: requestPath(seen.request),
    subject,
    approvers,
    ...(owners && { owners }),
    leases,
    since,
    over,
  };
}

/** Did this happen within the time in which the request can be ended early? */
export const isInTime = ({ since, over }: OpenRequest, at: Date): boolean => at >= since && at < over;

/** Was its task closed in its time, even if reopened since? Closings before the merge do not count: the approvers knew of them. */
export const wasClosed = (request: OpenRequest, { closes = [] }: Task, merged: Date): boolean =>
  closes.some((at) => at >= merged && isInTime(request, at));

/** Do these policies offer every entitlement of the request? One that is no longer offered makes the whole request fail. */
export function isOffered({ path, leases }: OpenRequest, policies: readonly Policy[]): boolean {
  const folder = parseRequestPath(path)?.team;
  return (
    folder === undefined ||
    leases.every(({ entitlement }) => matchPolicies(policies, folder, entitlement).length > 0)
  );
}

/** The entries that end a request and all its extensions, direct and indirect. Requests that are over get no entry. */
export function endEarly(
  state: LedgerState,
  request: string,
  { because, by, at }: EarlyEnd & { readonly at: Date },
): Ended[] {
  const isOpen = leasesOf(state.holdings, request).some((lease) => !hasEnded(lease, at));
  const ended: Ended = { kind: "ended", request, because, ...(by && { by }), at };
  const following = new Set(
    findByBase(state.holdings, request).flatMap(([, { leases }]) =>
      leases.filter((lease) => lease.extends === request).map((lease) => lease.request),
    ),
  );
  return [
    ...(isOpen ? [ended] : []),
    ...[...following].flatMap((next) => endEarly(state, next, { because, ...(by && { by }), at })),
  ];
}
