import { addMilliseconds } from "date-fns/addMilliseconds";
import { type AccessReview, type ReviewedAccess, reviewedKey, reviewPath } from "../files/access-review.ts";
import type { CodeOwners } from "../files/codeowners.ts";
import { describeOwner, findOwners } from "../files/codeowners.ts";
import type { Policy } from "../files/policy.ts";
import { accessKey, type Baseline } from "./inventory.ts";
import { listReviewLines } from "./review-lines.ts";
import { type DoneReview, indexDecisions, type LastDecision } from "./review-outcome.ts";

/** The branches of open reviews. */
export const REVIEW_BRANCHES = "access-review";

/** A review that is to be opened. */
export interface PlannedReview {
  readonly team: string;
  readonly path: string;
  readonly branch: string;
  /** In UTC, as year-month-day. */
  readonly due: string;
  readonly lines: readonly PlannedLine[];
  /** Of the file, by CODEOWNERS: as they are written there. */
  readonly owners: readonly string[];
  /** The team's last review is of today or a later day, so today can have no other. */
  readonly isTooEarly: boolean;
}

export interface PlannedLine extends ReviewedAccess {
  readonly last?: LastDecision;
}

interface Basis {
  readonly policies: readonly Policy[];
  readonly codeowners: CodeOwners | undefined;
  readonly baselines: readonly Baseline[];
  readonly reviews: readonly DoneReview[];
}

/** One review for each team that has standing access. `dueMs`: from now until it is due. */
export function planReviews(
  { policies, codeowners, baselines, reviews }: Basis,
  now: Date,
  dueMs: number,
): PlannedReview[] {
  const day = dayOf(now);
  const due = dayOf(addMilliseconds(now, dueMs));
  const decisions = indexDecisions(reviews);
  return [...listReviewLines(policies, baselines)].map(([team, lines]) => {
    const path = reviewPath(team, day);
    const found = codeowners === undefined ? undefined : findOwners(codeowners, path);
    return {
      ...{ team, path, due, branch: reviewBranch(team, day) },
      lines: lines.map((line) => {
        const last = decisions.get(accessKey(line));
        return { ...line, ...(last && { last }) };
      }),
      owners: (found?.owners ?? []).map(describeOwner),
      isTooEarly: reviews.some((done) => done.team === team && done.day >= day),
    };
  });
}

export const reviewBranch = (team: string, day: string): string => `${REVIEW_BRANCHES}/${team}/${day}`;

/** The team of a branch that a review was opened from; the branch may have a suffix. undefined for any other branch. */
export const teamOfBranch = (branch: string): string | undefined =>
  /^access-review\/([^/]+)\/\d{4}-\d\d-\d\d(?:-[a-z0-9]+)?$/u.exec(branch)?.[1];

/** True if the review asks about just this access: one that leaves a line out, or has another, can never be merged. */
export function isWhole(review: AccessReview, planned: Pick<PlannedReview, "lines">): boolean {
  const there = new Set(review.lines.map(reviewedKey));
  return there.size === planned.lines.length && planned.lines.every((line) => there.has(reviewedKey(line)));
}

/** The day in UTC, as year-month-day. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
