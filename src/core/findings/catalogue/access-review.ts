import { defineArea } from "./entry.ts";

export const accessReview = defineArea({
  title: "Access reviews",
  intro:
    "Pull requests that `hallpass review start` opens: a team's standing access, of which each line is kept or removed.",
  seenIn: ["pull request check", "comment on the pull request"],
  refusal: "it came with an access review, which grants nothing",
  entries: {
    REVIEW_ALONE: {
      means: "The pull request changes another file beside the access review.",
      happens: "A correction of `inventory/` or of the rules was committed to the branch of the review.",
      fix: "Take the other file out, and open a pull request of its own for it.",
    },
    REVIEW_IMMUTABLE: {
      means: "An access review on the default branch would be changed or removed.",
      happens: "A decision was to be corrected in the old file.",
      fix: "Put the file back. Start a new review: its decisions replace the old ones.",
    },
    REVIEW_PLACE: {
      means: "The review is in a place where none is read, or is not the team's latest.",
      happens: "The file was renamed, or another review of the team was merged meanwhile.",
      fix: "Close the pull request and start the review again with `hallpass review start`.",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
    },
    REVIEW_BACKDATED: {
      means: "The review names a day long before its pull request was opened.",
      happens:
        "The file was named by hand, or its pull request was opened more than a week after the review was started.",
      fix: "Close the pull request and start the review again with `hallpass review start`.",
    },
    REVIEW_DUE: {
      means: "The review is due before it began, or more than 92 days after.",
      happens: "`due` was edited by hand.",
      fix: "Write a day within 92 days of the one in the file's name.",
    },
    REVIEW_DAY: {
      means: "The day by which the review is due does not exist.",
      happens: "The file was edited by hand.",
      fix: "Write a day of the calendar as year-month-day.",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
    },
    REVIEW_REPEATED: {
      means: "Two lines of the review name the same access.",
      happens: "A line was copied.",
      fix: "Keep one of them.",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
    },
    REVIEW_LINE_UNKNOWN: {
      means: "A line names access that `inventory/` does not list for the team.",
      happens:
        "A line was added or changed by hand, or `inventory/` or the policies changed after the review started.",
      fix: "Take the line out, or start the review again. Standing access is accepted in `inventory/<provider>.yaml` alone, by its own pull request.",
    },
    REVIEW_LINE_MISSING: {
      means: "The review leaves out standing access that `inventory/` lists for the team.",
      happens: "A line was deleted, or `inventory/` changed after the review started.",
      fix: "Put the line back with `decision: keep` or `decision: remove`, or start the review again.",
    },
  },
});
