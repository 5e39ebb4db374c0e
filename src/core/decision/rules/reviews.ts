import { compareAsc } from "date-fns/compareAsc";
import { isValid } from "date-fns/isValid";
import type { Person } from "../../access/lease.ts";
import type { Evidence } from "../evidence.ts";
import type { Account, Review } from "../github-facts.ts";
import { accountsOf } from "./people.ts";

/** A request for changes that stands. `dismissedBy`: an account that dismissed it in vain; `null` when GitHub does not tell which. */
export interface Objection {
  readonly by: Person;
  readonly dismissedBy?: Account | null;
}

/**
 * The last review of each account, by its time, that approves, objects, or was dismissed. Comments and drafts decide nothing. An account
 * with a review whose time is unknown counts as objecting: which of its reviews is the last cannot be told.
 */
export function latestDecisive(evidence: Evidence): ReadonlyMap<number, Review> {
  const known = latest.get(evidence) ?? findLatest(evidence);
  latest.set(evidence, known);
  return known;
}

/** Several rules ask, and evidence never changes. */
const latest = new WeakMap<Evidence, ReadonlyMap<number, Review>>();

function findLatest({ reviews, merge }: Evidence): ReadonlyMap<number, Review> {
  const end = merge?.at;
  // After the merge an approval is too late, and a dismissal changes nothing: any writer could dismiss.
  const isLate = ({ state, submittedAt }: Review): boolean =>
    end !== undefined && state === "APPROVED" && submittedAt > end;
  const decisive = reviews.filter(({ state }) => state !== "COMMENTED" && state !== "PENDING");
  const [timed, untimed] = partition(decisive, hasTimes);
  const known = timed
    .map((review) => (end === undefined ? review : asOf(review, end)))
    .filter((review) => !isLate(review))
    .toSorted((a, b) => compareAsc(a.submittedAt, b.submittedAt));
  const unknown = untimed.map((review): Review => ({ ...review, state: "CHANGES_REQUESTED" }));
  return new Map([...known, ...unknown].map((review) => [review.reviewer.id, review]));
}

// One invalid date among them leaves a sorted list in no order at all.
const hasTimes = ({ submittedAt, dismissed }: Review): boolean =>
  isValid(submittedAt) && (dismissed === undefined || isValid(dismissed.at));

const partition = <T>(all: readonly T[], test: (each: T) => boolean): [T[], T[]] => [
  all.filter(test),
  all.filter((each) => !test(each)),
];

const asOf = ({ dismissed, ...review }: Review, time: Date): Review =>
  dismissed !== undefined && dismissed.at > time
    ? { ...review, state: dismissed.was }
    : { ...review, ...(dismissed && { dismissed }) };

/**
 * The standing objections of these people, whichever account they used. A dismissal withdraws an objection only when its author or
 * one of `mayWithdraw` dismissed it: GitHub lets every writer dismiss, the requester too. An unknown dismisser withdraws nothing.
 */
export function listObjections(
  evidence: Evidence,
  people: readonly Person[],
  mayWithdraw: readonly Person[],
): Objection[] {
  const { settings } = evidence.rules;
  const all = (those: readonly Person[]): Set<number> =>
    new Set(those.flatMap(({ id }) => accountsOf(settings, id)));
  const [counting, withdrawing] = [all(people), all(mayWithdraw)];
  return [...latestDecisive(evidence).values()]
    .filter(({ reviewer }) => counting.has(reviewer.id))
    .flatMap((review) => judgeObjection(review, withdrawing, accountsOf(settings, review.reviewer.id)));
}

function judgeObjection(
  { reviewer, state, dismissed }: Review,
  withdrawing: ReadonlySet<number>,
  own: readonly number[],
): Objection[] {
  const by = { id: reviewer.id, login: reviewer.login };
  if (state === "CHANGES_REQUESTED") return [{ by }];
  if (state !== "DISMISSED" || dismissed?.was === "APPROVED") return [];
  const dismisser = dismissed?.by;
  if (dismisser === undefined) return [{ by, dismissedBy: null }];
  const counts = dismisser.type === "User" && (own.includes(dismisser.id) || withdrawing.has(dismisser.id));
  return counts ? [] : [{ by, dismissedBy: dismisser }];
}
