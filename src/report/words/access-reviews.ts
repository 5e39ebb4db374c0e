import type { ReviewMerge, ReviewStatus } from "../../core/inventory/review-status.ts";

const STATES: Readonly<Record<ReviewStatus["state"], string>> = {
  never: "never reviewed",
  open: "open",
  overdue: "OVERDUE",
  unread: "open, with mistakes",
  done: "done",
};

export const describeReviewState = ({ state, late }: Pick<ReviewStatus, "state" | "late">): string =>
  late === true ? `${STATES[state]}, late` : STATES[state];

/** Who brought it, and how. The names are as people wrote them. */
export function describeReviewMerge({ commit, author, at, pull }: ReviewMerge): string {
  const how = pull === undefined ? `commit ${commit.slice(0, 12)}` : `#${pull}`;
  return `${how} of ${author}, merged ${at.toISOString().slice(0, 10)}`;
}
