import { max } from "date-fns/max";
import { endOf, type Lease, type Person } from "../access/lease.ts";
import type { Policy } from "../files/policy.ts";
import type { HeldState } from "../ledger/ledger.ts";
import { listEnded } from "../plan/revert.ts";
import { DEFAULT_REVIEW_WITHIN } from "../policy/review-schema.ts";
import { parseDuration } from "../text/duration.ts";

/** Access that is over, and whose request file is still on the default branch: no review of it was merged. */
export interface UnreviewedAccess {
  /** The request: `<team>/<name>`. */
  readonly id: string;
  readonly path: string;
  /** The folder of the request. */
  readonly team: string;
  /** The request's own pull request. */
  readonly pull: number;
  /** Who received the access, and who asked for it: neither can review it. */
  readonly holders: readonly Person[];
  /** Those who approved the request. */
  readonly approvers: readonly Person[];
  /** The names of the policies that it was given under; empty in ledgers from before they were recorded. */
  readonly policies: readonly string[];
  /** When the last of it was gone. */
  readonly endedAt: Date;
}

/** Unreviewed access whose time for the review is over. */
export interface OverdueReview extends UnreviewedAccess {
  readonly dueAt: Date;
}

/** The unreviewed access behind these files of the default branch, sorted by path. Proven by the ledger and git alone. */
export const listUnreviewed = (
  state: HeldState,
  files: readonly { readonly path: string }[],
  now: Date,
): UnreviewedAccess[] =>
  listEnded(state, files, now).flatMap(({ id, path, team, leases }) => {
    const [first] = leases;
    return first === undefined ? [] : [{ id, path, team, pull: first.pull, ...summarise(leases) }];
  });

const summarise = (leases: readonly Lease[]) => ({
  holders: unite(leases.flatMap(listHolders)),
  approvers: unite(leases.flatMap(({ approvers }) => approvers)),
  policies: [...new Set(leases.flatMap(({ policy }) => policy?.name ?? []))],
  endedAt: max(leases.map(endOf)),
});

/** Who received it, and who asked for it. */
export const listHolders = ({ subject, requester }: Pick<Lease, "subject" | "requester">): Person[] =>
  requester === undefined ? [subject] : [subject, requester];

const unite = (people: readonly Person[]): Person[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
];

/** Those whose review is overdue by now, the longest overdue first. */
export const listOverdue = (
  unreviewed: readonly UnreviewedAccess[],
  policies: readonly Policy[],
  now: Date,
): OverdueReview[] =>
  unreviewed
    .map((access) => ({ ...access, dueAt: findDue(access, policies) }))
    // NB. A comparison with an invalid date is false: what has no readable time counts as overdue.
    .filter(({ dueAt }) => !(now < dueAt))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());

const DAY_MS = 86_400_000;

/**
 * When the review has to be merged: the time that the policies of the access give, the shortest of several, from the end of the day (UTC)
 * on which it ended. Only then its receipt is opened.
 */
export function findDue(
  { policies: names, endedAt }: Pick<UnreviewedAccess, "policies" | "endedAt">,
  policies: readonly Policy[],
): Date {
  const given = policies
    .filter(({ name }) => names.includes(name))
    .map(({ review }) => parseDuration(review?.within ?? DEFAULT_REVIEW_WITHIN));
  const within = given.length === 0 ? parseDuration(DEFAULT_REVIEW_WITHIN) : Math.min(...given);
  return new Date((Math.floor(endedAt.getTime() / DAY_MS) + 1) * DAY_MS + within);
}

/** Does a policy of this folder let requests wait for overdue reviews? Then its receipts count only with an independent review. */
export const holdsForReviews = (policies: readonly Policy[], folder: string): boolean =>
  policies.some(({ folders, review }) => review?.hold === true && folders.includes(folder));
