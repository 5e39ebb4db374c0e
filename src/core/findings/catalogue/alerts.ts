import { defineArea } from "./entry.ts";

export const alerts = defineArea({
  title: "Alerts",
  intro:
    'The server logs an alert when an operator must look: a line with `"alert":true` and a `"code"`. An alert about a finding carries the code of the finding, such as `BYPASS_LIST`; the others are listed here. Filter the log for `"alert":true`.',
  seenIn: ["log"],
  entries: {
    REVOCATION_FAILED: {
      means: "Access has ended, and the provider did not revoke it. **The person still holds it.**",
      happens: "The provider is unavailable, or Hallpass's account lost a right there.",
      fix: "Hallpass tries again until it succeeds. `hallpass status` lists overdue access and the next step. If nothing helps, revoke it at the provider by hand.",
    },
    PROVIDER_SILENT: {
      means: "A provider does not answer. Grants there wait; Hallpass retries revocations.",
      happens: "The provider or the network is down.",
      fix: "Check host, port and network. The log says when it answers again.",
    },
    DEPLOYMENT_OVERTAKEN: {
      means:
        "A run was started again while Hallpass approved it, so the approval may have gone to the new attempt.",
      happens: "GitHub's approvals name a run and no attempt, and somebody was that quick.",
      fix: "Look at the run: `attempt` and `by` say whom Hallpass approved. Cancel it if somebody else deploys.",
    },
    REQUEST_WAITS: {
      means: "A merged request could not be verified for two minutes.",
      happens:
        "GitHub, git or a provider could not be read, or grants are stopped. The field `because` says which.",
      fix: "Remove the cause. The request is granted by itself then, if its time is not over.",
    },
    GRANTS_FAIL: {
      means: "Nothing could be granted for two minutes.",
      happens: "GitHub or the ledger cannot be read. The field `because` says which.",
      fix: "Remove the cause. Access still ends as planned.",
    },
    REQUEST_UNPROVEN: {
      means: "A request is on the default branch and not approved. Hallpass looks again in a minute.",
      happens: "It was merged past the rules, or GitHub has not reported everything yet.",
      fix: "Wait for the second look. If REQUEST_REFUSED follows, find out how it was merged.",
    },
    REQUEST_REFUSED: {
      means: "A request on the default branch was refused for good.",
      happens: "It was merged or pushed past the rules. The field `codes` says what is missing.",
      fix: "Find out who did that, and whether the branch rules hold (`hallpass doctor`). The file is removed by a revert pull request.",
    },
    GRANT_UNPROVEN: {
      means: "Access was granted, and the second verification a minute later failed. Hallpass ends it.",
      happens:
        "A review, a membership or a rule changed between the two verifications. The field `codes` says what.",
      fix: "Find out what changed. If the access is needed, let the person ask again.",
    },
    RULES_REJECTED: {
      means:
        "The rules were changed without the approval of their owners. Nothing is granted while they stand.",
      happens: "The change was pushed, or merged past the rules.",
      fix: "Restore the adopted rules in a pull request. Or read the new ones, and set HALLPASS_TRUSTED_COMMIT.",
    },
    BRANCH_REWRITTEN: {
      means: "The default branch was rewritten. Nothing is granted until an operator has looked.",
      happens: "The default branch was force-pushed, or restored from an old backup.",
      fix: "See [HISTORY_REWRITTEN](#history_rewritten).",
    },
    REQUEST_GONE: {
      means:
        "A live request is gone from the default branch, and no verified removal explains it. It runs on, and nothing is granted.",
      happens: "A push or an unapproved pull request removed the file.",
      fix: "See [REQUEST_LOST](#request_lost).",
    },
    MERGE_REFUSED: {
      means: "GitHub does not let the app merge an approved pull request.",
      happens: "A rule of the branch demands something that is missing. The field `says` has GitHub's words.",
      fix: "The check on the pull request says what to do. For a rule that the app can never meet, see [GATE_BLOCKED](#gate_blocked).",
    },
    LEDGER_NAME_TAKEN: {
      means: "A branch stands in the way of the ledger branch, so nothing can be recorded or granted.",
      happens: "A person created a branch such as `access-ledger/x`. git cannot have both.",
      fix: "Delete that branch.",
    },
    INSTALLATION_LOST: {
      means: "The App lost its access to repositories.",
      happens:
        "The installation was suspended or deleted, or the repository was removed from it. The field `by` says who.",
      fix: "Install the App again. Until then Hallpass ends access by the last ledger it verified, and grants nothing.",
    },
    CLOCK_WRONG: {
      means: "The machine's clock differs from GitHub's. Access ends by GitHub's time.",
      happens: "The machine does not use NTP, or its clock was set by hand.",
      fix: "Let NTP set the clock.",
    },
    FILES_EXPOSED: {
      means: "Other accounts of the machine can read or change Hallpass's files.",
      happens: "The `--env` file or the state folder has wide permissions or another owner.",
      fix: "Run the command in the message.",
    },
    PUSHERS_FORGOTTEN: {
      means: "The file that remembers who pushed to open pull requests cannot be read.",
      happens: "The file was changed or damaged.",
      fix: "Requests that get PUSHERS_UNKNOWN must be asked again from a new branch.",
    },
  },
});
