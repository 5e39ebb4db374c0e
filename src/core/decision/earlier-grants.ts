import { isAfter } from "date-fns/isAfter";
import { subHours } from "date-fns/subHours";
import type { Lease, Person } from "../access/lease.ts";
import type { Policy } from "../files/policy.ts";
import type { LedgerState, SeenRequest } from "../ledger/ledger.ts";
import { findByRule, findBySubject } from "../ledger/ledger-index.ts";

/** Grants that no owner approved before, and that count against the next one. */
export interface EarlierGrants {
  /** Approved automatically, and begun in the 24 hours before. */
  readonly automatic: readonly Lease[];
  /** Requests by which the subject broke the glass, and who has reviewed each afterwards. */
  readonly brokenGlass: readonly { readonly request: string; readonly reviewers: readonly Person[] }[];
}

interface About {
  /** The request's id. */
  readonly id: string;
  readonly pull: number;
  /** Numeric ids of all accounts of the subject. */
  readonly accounts: readonly number[];
  readonly policies: readonly Policy[];
  /** The merge, or now. */
  readonly at: Date;
}

/**
 * The grants without an approval that came before this request. Once the ledger has this one too, those that came after it do not count:
 * the request that was within the limits stays so.
 */
export function listEarlierGrants(state: LedgerState, about: About): EarlierGrants {
  const isEarlier = orderOf(state, about);
  const since = subHours(about.at, 24);
  const automatic = [...new Set(about.policies.map(({ name }) => name))]
    .flatMap((name) => findByRule(state.holdings, name))
    .flatMap(([, { leases }]) => leases)
    .filter(({ basis, startsAt }) => basis === "automatic" && isAfter(startsAt, since))
    .filter(isEarlier);
  const brokenGlass = about.accounts
    .flatMap((id) => findBySubject(state.holdings, id))
    .flatMap(([, { leases }]) => leases)
    .filter(({ basis, subject }) => basis === "break-glass" && about.accounts.includes(subject.id))
    .filter(isEarlier);
  return { automatic, brokenGlass: listReviewers(state, brokenGlass) };
}

/** Of the same moment neither comes before: each was judged by the ledger of then, when its own intent was not on it yet. */
function orderOf({ seen }: LedgerState, { id }: About): (lease: Lease) => boolean {
  const own = seen.get(id);
  const comesBefore = (other: SeenRequest | undefined): boolean =>
    own === undefined || other === undefined || other.at < own.at;
  return ({ request }) => request !== id && comesBefore(seen.get(request));
}

/** A receipt from before the grant is of another file of that name. */
function listReviewers(
  { receipts, seen }: LedgerState,
  leases: readonly Lease[],
): EarlierGrants["brokenGlass"] {
  const requests = [...new Set(leases.map(({ request }) => request))];
  return requests.map((request) => {
    const since = seen.get(request)?.at;
    const own = [...receipts.values()].filter(
      ({ requests: reviewed, at }) => reviewed.includes(request) && since !== undefined && at >= since,
    );
    return { request, reviewers: own.flatMap(({ reviews }) => reviews.map(({ reviewer }) => reviewer)) };
  });
}
