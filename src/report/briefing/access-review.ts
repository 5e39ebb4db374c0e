import type { ReviewInHand } from "../../core/decision/check-result.ts";
import type { Decision } from "../../core/decision/decision.ts";
import { describeReviewed, type ReviewDecision, type ReviewLine } from "../../core/files/access-review.ts";
import { code, codeProse, escapeMarkdown } from "../markdown/escape.ts";

/** More would hide what follows. */
const MOST_LINES = 100;

const HEADINGS: readonly (readonly [ReviewDecision, string])[] = [
  ["remove", "Must go"],
  ["undecided", "Undecided"],
  ["keep", "Stays"],
];

/** What the review says now, with every line under its decision; a sentence where it cannot be read. */
export function describeReviewLines(review: ReviewInHand | undefined): string {
  if (review === undefined) return "This is an access review, and it cannot be read yet.";
  const { team, due, lines } = review;
  const parts = HEADINGS.flatMap(([decision, heading]) => {
    const some = lines.filter((line) => line.decision === decision);
    return some.length === 0 ? [] : [`**${heading}** (${some.length})\n${listLines(some)}`];
  });
  return [`The standing access of ${code(team)}, to be decided by ${code(due)}.`, ...parts].join("\n\n");
}

function listLines(lines: readonly ReviewLine[]): string {
  const rest = lines.length - MOST_LINES;
  return [
    ...lines
      .slice(0, MOST_LINES)
      .map(
        (line) =>
          `- ${code(describeReviewed(line))}${line.note === undefined ? "" : `: ${codeProse(line.note)}`}`,
      ),
    ...(rest > 0 ? [`- and ${rest} more: read the file`] : []),
  ].join("\n");
}

/** What follows once it is approved. */
export function describeReviewMerge(decision: Decision, review: ReviewInHand | undefined): string {
  const by = decision.approvers.map(({ login }) => escapeMarkdown(login)).join(", ");
  const going = review?.lines.some((line) => line.decision === "remove") === true;
  return `**Approved** by ${by}. **Next:** merge it.${going ? " Hallpass takes nothing back that it did not give: an administrator removes what must go at its system, and `hallpass drift` names it until then." : ""}`;
}
