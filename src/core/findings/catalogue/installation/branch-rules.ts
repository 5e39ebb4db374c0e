import { defineArea } from "../entry.ts";
import { seenByDoctor } from "./seen.ts";

export const branchRules = defineArea({
  title: "Installation: branch rules",
  intro:
    "The rulesets that let only reviewed requests in, and only the app write the ledger. `hallpass rulesets` prints them.",
  seenIn: seenByDoctor,
  entries: {
    PULL_REQUEST_REQUIRED: {
      means: "The default branch can be pushed to without a pull request.",
      happens: "The ruleset is missing, disabled, or does not require a pull request.",
      fix: "Tick “Require a pull request before merging”.",
    },
    APPROVALS_REQUIRED: {
      means: "A pull request can be merged without an approval.",
      happens: "The ruleset requires 0 approvals.",
      fix: "Require 1 approval.",
    },
    CODE_OWNERS_REQUIRED: {
      means: "A pull request can be merged without a review of its code owners.",
      happens: "The ruleset does not require it.",
      fix: "Tick “Require review from Code Owners”.",
    },
    STALE_DISMISSED: {
      means: "An approval stays when new commits are pushed.",
      happens: "The ruleset does not dismiss it.",
      fix: "Tick “Dismiss stale pull request approvals when new commits are pushed”.",
    },
    SQUASH_ONLY: {
      means: "Pull requests can be merged in another way than by squashing.",
      happens: "The ruleset or the repository allows merge commits or rebasing.",
      fix: "Allow Squash alone.",
    },
    CHECK_REQUIRED: {
      means: "The default branch does not require Hallpass's check from this app.",
      happens: "The check is not required, or any app may set it.",
      fix: "Require the check `hallpass/decision`, and choose the app as its source.",
    },
    UP_TO_DATE: {
      means: "Branches must be up to date before they are merged, so each merge voids all other approvals.",
      happens: "The ruleset requires it.",
      fix: "Untick “Require branches to be up to date before merging”.",
    },
    FORCE_PUSH_BLOCKED: {
      means: "The default branch can be force-pushed.",
      happens: "The ruleset does not block it.",
      fix: "Tick “Block force pushes”.",
    },
    DELETION_BLOCKED: {
      means: "The default branch can be deleted.",
      happens: "The ruleset does not restrict it.",
      fix: "Tick “Restrict deletions”.",
    },
    MERGE_QUEUE: {
      means: "A merge queue merges commits that were not reviewed.",
      happens: "The ruleset requires a merge queue.",
      fix: "Untick “Require merge queue”.",
    },
    BYPASS_LIST: {
      means: "Some accounts may bypass the rules of the default branch.",
      happens: "The ruleset's bypass list is not empty.",
      fix: "Remove all entries.",
    },
    RECENT_BYPASS: {
      means: "The rules of the default branch were bypassed in the last day.",
      happens: "An account on the bypass list pushed or merged.",
      fix: "Look at each case under Settings → Rules → Insights, and correct what it changed. The code disappears after a day.",
    },
    LEDGER_CREATION: {
      means: "Anybody with write access can create the ledger branch.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict creations”.",
    },
    LEDGER_UPDATE: {
      means: "Anybody with write access can push to the ledger branch.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict updates”.",
    },
    LEDGER_FORCE_PUSH: {
      means: "The ledger branch can be force-pushed.",
      happens: "The ledger's ruleset does not block it.",
      fix: "Tick “Block force pushes”.",
    },
    LEDGER_DELETION: {
      means: "The ledger branch can be deleted.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict deletions”.",
    },
    LEDGER_WRITERS: {
      means: "Other accounts than the app may write the ledger.",
      happens: "The bypass list of the ledger's ruleset has other entries.",
      fix: "Leave only the Hallpass app in it, always.",
    },
    LEDGER_REWRITERS: {
      means: "Some accounts may rewrite the ledger.",
      happens:
        "The ruleset that blocks force pushes has a bypass list. One ruleset for writing and rewriting is not enough.",
      fix: "Block force pushes in a ruleset of its own, with an empty bypass list.",
    },
    GATE_BLOCKED: {
      means: "A rule of the default branch makes GitHub refuse the app's merges.",
      happens: "A ruleset requires signed commits, deployments or patterns that the app cannot meet.",
      fix: "Remove the rule, or set `merge: manual` in .github/hallpass.yaml.",
    },
    LEDGER_BLOCKED: {
      means: "A rule makes GitHub refuse the app's pushes to the ledger, so nothing can be granted.",
      happens: "A ruleset for all branches also applies to access-ledger.",
      fix: "Exclude the branch access-ledger from that ruleset.",
    },
    REVERTS_BLOCKED: {
      means: "A rule keeps the app and the Action from creating revert pull requests.",
      happens: "A ruleset for all branches also applies to hallpass/*.",
      fix: "Exclude the branches hallpass/**/* from that ruleset.",
    },
    REQUESTS_BLOCKED: {
      means: "A rule keeps requesters from pushing a branch.",
      happens: "A ruleset for all branches restricts creating or updating them.",
      fix: "Let the ruleset target the default branch alone.",
    },
    CLASSIC_PROTECTION: {
      means: "A branch has classic branch protection besides rulesets.",
      happens:
        "It was protected before rulesets existed. Its conditions may refuse the app's merges and pushes.",
      fix: "Delete the classic rule. `hallpass rulesets` prints what is needed instead.",
    },
  },
});
