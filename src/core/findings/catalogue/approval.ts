import { defineArea } from "./entry.ts";

export const approval = defineArea({
  title: "Approval and merge",
  intro:
    "Code owners who had no hand in a request approve exactly what is merged. After the merge, Hallpass verifies that again before it grants anything.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    NOBODY_CAN_APPROVE: {
      means: "Too few people can approve this pull request.",
      happens:
        "The author, the subject and everybody who pushed or committed are barred from approving. In a small team, no owner is left.",
      fix: "Let an owner who had no hand in it approve. Or ask again from a new branch, so that fewer people are barred. Or ask the owners of policies/ to name a larger team.",
      refusal: "every approver had a hand in it, so no approval of it counts",
    },
    NOT_APPROVED: {
      means: "The request was merged without the required approval.",
      happens: "An administrator merged past the rules, or an approval was given for an earlier commit.",
      fix: "Ask again with a new file, and merge only when the check is green.",
      refusal: "it was not approved when it was merged",
      seenIn: ["comment on the pull request"],
    },
    CHANGES_REQUESTED: {
      means: "An owner asked for changes, and that objection stands.",
      happens: "The review was not withdrawn by its author. Dismissing it does not withdraw it.",
      fix: "Its author approves, or the author or an approver with no hand in the request dismisses it.",
      refusal: "an owner asked for changes, and that objection stands",
      seenIn: ["comment on the pull request"],
    },
    REVIEW_OVERDUE: {
      means:
        "The request waits: a review of the team's earlier access is overdue, and its policy asks for it first.",
      happens: "Nobody approved the revert pull request of earlier access in the time that its policy gives.",
      fix: "An owner of the folder who did not hold that access reads and approves the revert pull request. The request then continues by itself.",
      refusal: "the review of its team's earlier access is overdue",
      seenIn: ["pull request check", "comment on the pull request"],
    },
    UNOWNED: {
      means: "No line of CODEOWNERS gives the file an owner.",
      happens: "The folder is new, or a later line of CODEOWNERS takes its owner away.",
      fix: "Ask the owners of .github/ to add a line for the folder.",
      refusal: "CODEOWNERS gives the file no owner",
    },
    OWNER_NOT_APPROVER: {
      means: "CODEOWNERS names an owner that the policy does not accept as approver.",
      happens: "CODEOWNERS and the policy's `approvals.teams` name different teams.",
      fix: "File the request in the folder of an approving team, or ask the owners of policies/ and .github/ to make the two agree.",
      refusal: "CODEOWNERS sends the review of this file to accounts that the policy does not name",
    },
    MERGE_UNPROVEN: {
      means: "The merge does not bring exactly what was reviewed.",
      happens:
        "It was no squash merge, it carried other changes, or the commits reached the branch by a push.",
      fix: "Ask an operator to find out how it was merged. Ask again with a new file.",
      refusal: "the merge does not bring exactly what was reviewed",
    },
    CHECK_UNPROVEN: {
      means: "Hallpass's own check had not passed for exactly this content, these rules and these people.",
      happens: "It was merged before the check was green, or the rules changed in between.",
      fix: "Ask again with a new file, and merge only when the check is green.",
      refusal: "the check of Hallpass had not passed for exactly this content when it was merged",
    },
    NO_PULL_REQUEST: {
      means: "The file reached the default branch without a pull request.",
      happens: "It was pushed directly.",
      fix: "Ask with a pull request. An operator should find out who may push to the default branch (`hallpass doctor`).",
      refusal: "the file reached the default branch without a pull request",
      seenIn: ["comment on the pull request", "log"],
    },
    MERGED_TOO_LATE: {
      means: "The time asked for was over before Hallpass could grant the access.",
      happens:
        "Hallpass, GitHub or the provider was unavailable after the merge for longer than the request's duration.",
      fix: "Ask again with a new file.",
      refusal: "its time was over before Hallpass could grant it",
      seenIn: ["comment on the pull request"],
    },
    STILL_ENDING: {
      means: "The same access had just ended, and this request's time was over before that end was certain.",
      happens:
        "A short request follows directly on earlier access to the same role. Hallpass waits until a late revocation can no longer hit the new grant.",
      fix: "Ask again with a new file. To continue access without a gap, use `extends` before it ends.",
      refusal:
        "the same access had ended moments before, and this request's time was over before that end was certain",
      seenIn: ["comment on the pull request"],
    },
    ENDED_EARLY: {
      means: "A comment ended the request before its access began.",
      happens: "The subject or an approver commented `/hallpass end`.",
      fix: "Ask again with a new file if the access is still needed.",
      refusal: "it was ended by a comment before it began",
      seenIn: ["comment on the pull request"],
    },
  },
});
