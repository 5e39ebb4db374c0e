import { min, subDays } from "date-fns";
import { type EndReason, hasEnded, type Lease, type Person } from "./lease.ts";
import { type LedgerState, listLeases, type SeenRequest } from "./ledger.ts";
import type { Ended } from "./ledger-entry.ts";
import type { Policy } from "./policy.ts";
import { parseRequestPath, requestPath } from "./request.ts";
import { matchPolicies } from "./rules/policy.ts";

/** What was said between the merge and the beginning counts too, however long stops or a later start kept it from beginning. */
const DAYS_BEFORE = 32;

/** A request that gives access, or will: what may be ended early. */
export interface OpenRequest {
  readonly seen: SeenRequest;
  readonly path: string;
  readonly subject: Person;
  readonly approvers: readonly Person[];
  /** At least one; none has ended. */
  readonly leases: readonly [Lease, ...Lease[]];
  /** Since when there is something to end. */
  readonly since: Date;
}

/** Why a request ended before its time, and who ended it. */
export interface EarlyEnd {
  readonly because: EndReason;
  readonly by?: Person;
}

export function listOpenRequests(state: LedgerState, now: Date): OpenRequest[] {
  const byRequest = new Map<string, [Lease, ...Lease[]]>();
  for (const lease of listLeases(state).filter((each) => !hasEnded(each, now))) {
    const known = byRequest.get(lease.request);
    if (known === undefined) byRequest.set(lease.request, [lease]);
    else known.push(lease);
  }
  return [...byRequest].flatMap(([request, leases]) => {
    const seen = state.seen.get(request);
    const [{ subject, approvers }] = leases;
    if (seen === undefined) return [];
    const begun = min([seen.at, ...leases.map(({ startsAt }) => startsAt)]);
    const since = subDays(begun, DAYS_BEFORE);
    return [{ seen, path: requestPath(request), subject, approvers, leases, since }];
  });
}

/** Do these policies offer all of it? A request is judged as a whole, at its grant and ever after. */
export function isOffered({ path, leases }: OpenRequest, policies: readonly Policy[]): boolean {
  const folder = parseRequestPath(path)?.team;
  return (
    folder === undefined ||
    leases.every(({ entitlement }) => matchPolicies(policies, folder, entitlement).length > 0)
  );
}

/** The end of a request, and of those that were to carry on from it. */
export function endEarly(
  state: LedgerState,
  request: string,
  { because, by, at }: EarlyEnd & { readonly at: Date },
): Ended[] {
  const following = listLeases(state).filter(
    (lease) => lease.extends === request && !hasEnded(lease, at) && lease.startsAt > at,
  );
  const ended: Ended = { kind: "ended", request, because, ...(by && { by }), at };
  const requests = new Set(following.map((lease) => lease.request));
  return [
    ended,
    ...[...requests].flatMap((next) => endEarly(state, next, { because, ...(by && { by }), at })),
  ];
}
