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

/** What was said between the merge and the beginning counts too, however long stops or a later start kept it from beginning. */
const DAYS_BEFORE = 32;

/** A request that gives access, or will, or that one carries on from: what may be ended early. */
export interface OpenRequest {
  readonly seen: SeenRequest;
  readonly path: string;
  readonly subject: Person;
  readonly approvers: readonly Person[];
  /** At least one. */
  readonly leases: readonly [Lease, ...Lease[]];
  /** Since when there is something to end. */
  readonly since: Date;
  /** When its time is over, by GitHub's clock too. What is said later is said of nothing. */
  readonly over: Date;
  /** It is over, or may be: what matters is what carries on from it. */
  readonly isBase?: true;
}

/** Why a request ended before its time, and who ended it. */
export interface EarlyEnd {
  readonly because: EndReason;
  readonly by?: Person;
}

/** Those of which a lease has not ended. */
export const listOpenRequests = (state: LedgerState, now: Date): OpenRequest[] =>
  describeRequests(
    state,
    listLeases(state).filter((lease) => !hasEnded(lease, now)),
  );

/** What these carry on from, whether or not that is over: whoever ended it in its time meant what was to follow. */
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
  const [{ subject, approvers }] = leases;
  const begun = min([seen.at, ...leases.map(({ startsAt }) => startsAt)]);
  const since = subDays(begun, DAYS_BEFORE);
  const over = max(leases.map(({ endsAt }) => endsAt));
  return { seen, path: requestPath(seen.request), subject, approvers, leases, since, over };
}

/** Did this happen while there was something to end? */
export const isInTime = ({ since, over }: OpenRequest, at: Date): boolean => at >= since && at < over;

/** Was what it is for closed in its time, if only for a while? What was closed before the merge was known to whoever approved. */
export const wasClosed = (request: OpenRequest, { closes = [] }: Task, merged: Date): boolean =>
  closes.some((at) => at >= merged && isInTime(request, at));

/** Do these policies offer all of it? A request is judged as a whole, at its grant and ever after. */
export function isOffered({ path, leases }: OpenRequest, policies: readonly Policy[]): boolean {
  const folder = parseRequestPath(path)?.team;
  return (
    folder === undefined ||
    leases.every(({ entitlement }) => matchPolicies(policies, folder, entitlement).length > 0)
  );
}

/** The end of a request, and of those that carry on from it, and from those. One that is over already is not ended again. */
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
