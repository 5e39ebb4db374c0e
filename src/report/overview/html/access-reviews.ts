import type { ElementContent } from "hast";
import { h } from "hastscript";
import type { ReviewStatus, ReviewsOfTime } from "../../../core/inventory/review-status.ts";
import { showHidden } from "../../../core/text/prose.ts";
import { describeReviewMerge, describeReviewState } from "../../words/access-reviews.ts";
import { renderRows } from "./table.ts";

/** What became of the access reviews; nothing where there is none, and no standing access. */
export function renderAccessReviews(found: ReviewsOfTime | undefined): ElementContent[] {
  if (found === undefined || (found.reviews.length === 0 && !found.isPartial)) return [];
  const { reviews, isPartial } = found;
  return [
    h("h2", null, "Access reviews"),
    ...(isPartial
      ? [h("p", { class: "alarm" }, "Some may be missing: a file on the default branch has mistakes.")]
      : []),
    ...(reviews.length === 0
      ? []
      : [
          renderRows(
            ["Team", "Review", "Started", "Due", "Kept", "Removed", "Undecided", "Where"],
            reviews.map(renderReview),
          ),
        ]),
  ];
}

function renderReview(review: ReviewStatus) {
  const { team, started = "", due = "", counts, branch, merge } = review;
  const where = merge === undefined ? (branch ?? "") : describeReviewMerge(merge);
  return [
    ...[showHidden(team), describeReviewState(review), started, due],
    ...(counts === undefined ? ["", "", ""] : [counts.keep, counts.remove, counts.undecided].map(String)),
    showHidden(where),
  ];
}
