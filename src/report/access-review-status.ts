import type { ReviewStatus } from "../core/inventory/review-status.ts";
import { renderTable } from "./markdown/table.ts";
import { describeReviewMerge, describeReviewState } from "./words/access-reviews.ts";

/** A table for people. */
export function renderReviewStatus(rows: readonly ReviewStatus[]): string {
  if (rows.length === 0) return "inventory/ lists no standing access, and there is no review.\n";
  return renderTable(
    ["TEAM", "REVIEW", "STARTED", "DUE", "KEPT", "REMOVED", "UNDECIDED", "WHERE"],
    rows.map(({ team, state, started = "", due = "", counts, late, ...place }) => [
      ...[team, describeReviewState({ state, ...(late && { late }) }), started, due],
      ...(counts === undefined
        ? ["", "", ""]
        : [`${counts.keep}`, `${counts.remove}`, `${counts.undecided}`]),
      describePlace(place),
    ]),
  );
}

const describePlace = ({ branch, merge }: Pick<ReviewStatus, "branch" | "merge">): string =>
  branch === undefined ? (merge === undefined ? "" : describeReviewMerge(merge)) : `branch ${branch}`;
