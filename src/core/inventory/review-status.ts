import { type AccessReview, lastDueDay, type ReviewDecision } from "../files/access-review.ts";
import { countDecisions, type DoneReview } from "./review-outcome.ts";

/** The commit of the default branch that brought a review. */
export interface ReviewMerge {
  readonly commit: string;
  readonly at: Date;
  readonly author: string;
  /** Of its pull request, where the commit names it. */
  readonly pull?: number;
}

/** A review that is not on the default branch. */
export interface OpenFile {
  readonly team: string;
  readonly day: string;
  readonly path: string;
  readonly branch: string;
  /** Absent where it has mistakes. */
  readonly review?: AccessReview;
}

/** One review, or a team that has standing access and was never reviewed. */
export interface ReviewStatus {
  readonly team: string;
  /** `unread`: open, and its file has mistakes. */
  readonly state: "never" | "open" | "overdue" | "unread" | "done";
  readonly started?: string;
  readonly due?: string;
  readonly path?: string;
  readonly branch?: string;
  readonly counts?: Readonly<Record<ReviewDecision, number>>;
  readonly merge?: ReviewMerge;
  /** Done after the day on which it was due. */
  readonly late?: true;
}

interface Known {
  /** Teams with standing access. */
  readonly teams: readonly string[];
  readonly open: readonly OpenFile[];
  readonly done: readonly DoneReview[];
  /** By path. */
  readonly merges: ReadonlyMap<string, ReviewMerge>;
}

/** All reviews: by team, then the latest first. `today`: in UTC, as year-month-day. */
export function listReviewStatus({ teams, open, done, merges }: Known, today: string): ReviewStatus[] {
  const all = [
    ...open.map((each) => describeOpen(each, today)),
    ...done.map((each) => describeDone(each, merges)),
  ];
  const never = teams.filter((team) => !all.some((each) => each.team === team));
  return [...all, ...never.map((team): ReviewStatus => ({ team, state: "never" }))].toSorted((a, b) => {
    if (a.team !== b.team) return a.team < b.team ? -1 : 1;
    return (a.started ?? "") > (b.started ?? "") ? -1 : 1;
  });
}

function describeOpen({ team, day, path, branch, review }: OpenFile, today: string): ReviewStatus {
  const place = { team, started: day, path, branch };
  if (review === undefined) return { ...place, state: "unread" };
  const due = boundDue(day, review.due);
  return { ...place, state: due < today ? "overdue" : "open", due, counts: countDecisions(review) };
}

/** Whoever edits the file could put it off for ever. */
const boundDue = (day: string, due: string): string => (due > lastDueDay(day) ? lastDueDay(day) : due);

function describeDone(
  { team, day, path, review }: DoneReview,
  merges: ReadonlyMap<string, ReviewMerge>,
): ReviewStatus {
  const merge = merges.get(path);
  const due = boundDue(day, review.due);
  const isLate = merge !== undefined && merge.at.toISOString().slice(0, 10) > due;
  return {
    ...{ team, state: "done", started: day, path, due, counts: countDecisions(review) },
    ...(merge && { merge }),
    ...(isLate && { late: true }),
  };
}

/** The teams with several open reviews, with their branches: one of them may be a copy that says something else. */
export function listRepeated(rows: readonly ReviewStatus[]): ReadonlyMap<string, readonly string[]> {
  const branches = new Map<string, readonly string[]>();
  for (const { team, branch } of rows)
    if (branch !== undefined) branches.set(team, [...(branches.get(team) ?? []), branch]);
  return new Map([...branches].filter(([, of]) => of.length > 1));
}

export const isOverdue = ({ state }: ReviewStatus): boolean => state === "overdue" || state === "unread";

/** The access reviews that a report shows. */
export interface ReviewsOfTime {
  readonly reviews: readonly ReviewStatus[];
  /** A file on the default branch has mistakes, so reviews may be missing. */
  readonly isPartial: boolean;
}

/**
 * Those that were done in this time, and all that are not done. `isPast`: the time ends before now, and what was open at its end is not
 * known, so they are left out.
 */
export const chooseReviews = (
  all: readonly ReviewStatus[],
  { since, until, isPast }: { readonly since: Date; readonly until: Date; readonly isPast: boolean },
): readonly ReviewStatus[] =>
  all.filter(({ state, merge }) =>
    state === "done" ? merge !== undefined && merge.at >= since && !(merge.at > until) : !isPast,
  );
