import type { Grant } from "../access/grant.ts";
import type { AccessReview, ReviewDecision, ReviewLine } from "../files/access-review.ts";
import { accessKey, grantKey } from "./inventory.ts";

/** A review on the default branch, with its place. */
export interface DoneReview {
  readonly path: string;
  readonly team: string;
  readonly day: string;
  readonly review: AccessReview;
}

/** What the last review said about one access. */
export interface LastDecision {
  readonly path: string;
  readonly day: string;
  readonly decision: ReviewDecision;
  readonly line: ReviewLine;
}

/** The last decision about each access, by `accessKey`. Reviews of one day: removal wins over the rest. */
export function indexDecisions(reviews: readonly DoneReview[]): ReadonlyMap<string, LastDecision> {
  const last = new Map<string, LastDecision>();
  for (const { path, day, review } of reviews.toSorted(byDay))
    for (const line of review.lines) {
      const key = accessKey(line);
      const before = last.get(key);
      if (before?.day === day && before.decision === "remove") continue;
      last.set(key, { path, day, decision: line.decision, line });
    }
  return last;
}

const byDay = (a: DoneReview, b: DoneReview): number =>
  a.day === b.day ? (a.path < b.path ? -1 : 1) : a.day < b.day ? -1 : 1;

/** Finds the review that last said of this access that it must go. */
export function indexRejected(reviews: readonly DoneReview[]): (grant: Grant) => LastDecision | undefined {
  const last = indexDecisions(reviews);
  return (grant) => {
    const found = last.get(grantKey(grant));
    return found?.decision === "remove" ? found : undefined;
  };
}

/** How many lines have each decision. */
export function countDecisions({ lines }: AccessReview): Readonly<Record<ReviewDecision, number>> {
  const counts = { undecided: 0, keep: 0, remove: 0 };
  for (const { decision } of lines) counts[decision]++;
  return counts;
}
