import { defineArea, type Surface } from "./entry.ts";

const seenIn: readonly Surface[] = ["`hallpass doctor`", "log", "pull request check"];

export const repository = defineArea({
  title: "Installation: the repository",
  intro:
    "`hallpass doctor` and the server itself compare GitHub's settings with what Hallpass needs. The fix names the place to click. [docs/doctor.md](doctor.md) lists what is compared, and which of it stops grants.",
  seenIn,
  entries: {
    REPOSITORY_ID: {
      means: "The repository has another id than the configuration.",
      happens: "It was deleted and created again, or another one took its name.",
      fix: "Find out who did that. Set HALLPASS_REPOSITORY_ID only if you trust the new repository.",
    },
    DEFAULT_BRANCH: {
      means: "The repository has another default branch than the configuration.",
      happens: "An administrator changed it.",
      fix: "Change it back, or set HALLPASS_DEFAULT_BRANCH.",
    },
    VISIBILITY: {
      means: "The repository has another visibility than the configuration.",
      happens: "An administrator changed it.",
      fix: "Change it back, or set HALLPASS_VISIBILITY.",
    },
    TRUSTED_COMMIT: {
      means: "HALLPASS_TRUSTED_COMMIT is not a commit of the default branch.",
      happens: "The id is misspelt, or the branch was rewritten.",
      fix: "Read the rules of a commit of the default branch, set HALLPASS_TRUSTED_COMMIT to its id, and restart.",
    },
    ARCHIVED: {
      means: "The repository is archived, so nothing can be recorded.",
      happens: "An administrator archived it.",
      fix: "Unarchive it.",
    },
    REPOSITORY_FORK: {
      means: "The access repository is a fork of another repository.",
      happens: "It was created with “Fork”.",
      fix: "Leave the fork network: the owners of the other repository have a say in a fork.",
    },
    PLAN: {
      means: "The organisation's plan does not enforce rules in a private repository.",
      happens: "The organisation is on the plan Free.",
      fix: "Upgrade to Team.",
    },
    WORKFLOWS_APPROVE: {
      means: "Workflows may approve pull requests.",
      happens: "The setting of GitHub Actions allows it.",
      fix: "Untick the setting that the fix names.",
    },
    REPOSITORY_SECRETS: {
      means: "Every branch's workflows can read a secret of the repository.",
      happens: "The secret was added to the repository and not to an environment.",
      fix: "Remove it, make a new secret at the provider, and use an environment limited to the default branch.",
    },
    ORGANIZATION_SECRETS: {
      means: "Every branch's workflows can read a secret of the organisation.",
      happens: "The secret is shared with this repository.",
      fix: "Take this repository out of its access list, make a new secret at the provider, and use an environment limited to the default branch.",
    },
  },
});

export const branchRules = defineArea({
  title: "Installation: branch rules",
  intro:
    "The rulesets that let only reviewed requests in, and only the app write the ledger. `hallpass rulesets` prints them.",
  seenIn,
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

export const appAndServer = defineArea({
  title: "Installation: app, server and providers",
  intro: "The GitHub App, the server's own secrets and surroundings, and the credentials of providers.",
  seenIn,
  entries: {
    APP_PERMISSIONS: {
      means: "The App lacks a permission.",
      happens: "app.yml gained a permission, or an owner of the organisation has not accepted it yet.",
      fix: "Set the permissions as in app.yml, and accept them for the installation.",
    },
    APP_POWER: {
      means: "The App has more permissions than it needs.",
      happens: "A permission was added. With the App's key it could be used.",
      fix: "Set every permission that app.yml does not name to “No access”.",
    },
    APP_EVENTS: {
      means: "The App is not subscribed to an event, so Hallpass notices it up to five minutes late.",
      happens: "app.yml gained an event, or the App was unsubscribed from one.",
      fix: "Subscribe to the events that the fix names.",
    },
    APP_REACH: {
      means: "The App is installed on all repositories.",
      happens: "“All repositories” was chosen when it was installed.",
      fix: "Choose “Only select repositories”: the access repository alone.",
    },
    WEBHOOK: {
      means: "The App's webhook is off, or not set up safely.",
      happens: "It has no URL, no https, no secret, another content type, or does not verify certificates.",
      fix: "Correct it in the settings of the App.",
    },
    WEBHOOK_DELIVERIES: {
      means: "GitHub's latest webhook delivery failed.",
      happens: "The secret differs, or GitHub cannot reach the server.",
      fix: "Open the delivery: 400 means another secret, 401 means the App has none, 0 means GitHub cannot reach the URL.",
    },
    WEBHOOK_SECRET: {
      means: "The webhook secret is too short.",
      happens: "It was chosen by hand.",
      fix: "Make a random one of 32 characters or more, and set it in WEBHOOK_SECRET and in the App.",
    },
    APP_KEY: {
      means: "The App's private key is not an RSA key of 2048 bits or more.",
      happens: "PRIVATE_KEY holds another key.",
      fix: "Generate a new private key in the settings of the App.",
    },
    LEDGER_KEY: {
      means: "The server signs the ledger with another key than .github/hallpass.yaml publishes.",
      happens: "One of the two was changed without the other.",
      fix: "Set the right HALLPASS_LEDGER_KEY, or publish this server's key in a pull request. [docs/rotate-keys.md](rotate-keys.md) has the steps.",
    },
    ATTESTOR: {
      means: "GitHub rejects the attestor's credential.",
      happens: "The token has expired, or its App is not installed on the repository.",
      fix: "Set a valid credential, or none, and restart the server.",
    },
    CLOCK: {
      means: "The server's clock differs from GitHub's by more than 30 seconds.",
      happens: "The machine does not use NTP.",
      fix: "Let NTP set the clock.",
    },
    FILES: {
      means: "Other accounts of the machine can read or change Hallpass's files.",
      happens: "The `--env` file or the state folder has wide permissions or another owner.",
      fix: "Run the commands that the fix names.",
    },
    SECOND_SCHEDULER: {
      means: "Nothing outside GitHub ends access if this server and GitHub's schedule both fail.",
      happens: "No second scheduler is declared.",
      fix: "Let a scheduler outside GitHub run the reaper, and name it in HALLPASS_SECOND_SCHEDULER.",
    },
    TWO_FACTOR: {
      means: "The organisation does not require two-factor authentication.",
      happens: "The setting is off.",
      fix: "Tick “Require two-factor authentication for everyone”.",
    },
    RULES_READABLE: {
      means: "A policy, CODEOWNERS or the settings file has a mistake, so nothing is granted.",
      happens: "It was merged with a mistake in it.",
      fix: "Run `hallpass check` in a clone and correct what it lists.",
    },
    CODEOWNERS_ERRORS: {
      means: "GitHub reports errors in CODEOWNERS.",
      happens: "A team was renamed or deleted, or may not write to the repository.",
      fix: "Open .github/CODEOWNERS on github.com, which marks the lines.",
    },
    TEAMS_NAMED: {
      means: "A team that the rules name does not exist, or has another id.",
      happens: "The team was renamed, deleted or created again.",
      fix: "Give the team its name back, or change the rules in a pull request.",
    },
    TEAMS_WRITE: {
      means: "An approving team may not write to the repository, so GitHub does not count its reviews.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write.",
    },
    REQUESTERS_WRITE: {
      means:
        "A requesting team may not write to the repository, so its requests come from forks and are refused.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write.",
    },
    APPROVERS_ENOUGH: {
      means: "A policy's approving teams have too few members.",
      happens: "With the requester and the subject barred, no approver is left.",
      fix: "Add members that .github/hallpass.yaml lists under `people`.",
    },
    IDENTITY_PROVIDER: {
      means: "The settings take accounts from the organisation's identity provider, and GitHub shows none.",
      happens: "Single sign-on is not configured for the organisation, or only for the enterprise.",
      fix: "List the accounts under `people`, and remove `externalIdentities`.",
    },
    PROVIDER: {
      means: "The rights of Hallpass at a provider could not be examined, or are not as configured.",
      happens: "The provider is unavailable.",
      fix: "Run `hallpass doctor` again when it can be reached.",
    },
    PROVIDER_LOGIN: {
      means: "A provider rejects Hallpass's login.",
      happens: "The password or the user is wrong, or the provider does not let this server in.",
      fix: "Correct HALLPASS_PROVIDERS and the variable that `passwordFrom` names, and restart.",
    },
  },
});
