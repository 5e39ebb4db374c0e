import { defineArea } from "./entry.ts";

export const people = defineArea({
  title: "People and accounts",
  intro:
    "Hallpass must know who asks, who receives the access, with which account, and who wrote the branch. Otherwise it grants nothing.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    SUBJECT_UNKNOWN: {
      means: "GitHub has no person with the login in `subject`.",
      happens: "The login is misspelt or was renamed, or the person left the organisation.",
      fix: "Write the current login of the person who receives the access.",
      refusal: "the account it asks for does not exist, or has left the organisation",
    },
    SUBJECT_NOT_REQUESTER: {
      means: "The request asks for access for another person, and the policy does not allow that.",
      happens:
        "`subject` is not the author of the pull request, and not in a team that the policy's `onBehalf` names.",
      fix: "Let the subject open the pull request.",
      refusal: "it asks for access for another person than its author",
    },
    SUBJECT_UNLISTED: {
      means: "The subject is not listed under `people` in .github/hallpass.yaml.",
      happens: "The person is new, or the login is misspelt.",
      fix: "Ask the owners of .github/ to list the person.",
      seenIn: ["`hallpass check`"],
    },
    REQUESTER_NOT_ALLOWED: {
      means:
        "The author of the pull request is in none of the teams that may ask, and not on call by a rota that may.",
      happens:
        "The policy's `requesters` names other teams, or the access would begin outside of their shift.",
      fix: "Ask under another policy, or ask to join one of the teams.",
      refusal: "the policy does not let its author ask for this",
    },
    REQUESTER_NOT_A_PERSON: {
      means: "The pull request was opened by a bot or an app.",
      happens: "An automation opened it.",
      fix: "Let the person who needs the access open the pull request.",
      refusal: "it was opened by an account that is not a person's",
    },
    ASKER_UNPROVEN: {
      means:
        "Hallpass opened the pull request for a person, and cannot prove any more that this person asks for exactly this.",
      happens:
        "The issue was edited, transferred or deleted, somebody pushed to the branch, the person has another login now, or the ledger's key was changed since.",
      fix: "Close the pull request, and ask again: with a new issue, or with a pull request of your own.",
      refusal: "it is not proven any more who asked for it",
    },
    PRINCIPAL_UNKNOWN: {
      means: "Hallpass does not know the subject's account at the provider.",
      happens: "The identity map does not list it, or the identity provider names no single account.",
      fix: "Ask the owners of .github/ to add the account under `people`, or correct it at the identity provider.",
      refusal: "the identity map names no account of that person at the provider",
    },
    PRINCIPAL_UNLISTED: {
      means: "The subject has no account at this provider in .github/hallpass.yaml.",
      happens: "The person is listed, but without an account at this provider.",
      fix: "Ask the owners of .github/ to add the account to the person's `principals`.",
      seenIn: ["`hallpass check`"],
    },
    PRINCIPAL_CHANGED: {
      means: "The subject's account at the provider changed after the request was merged.",
      happens: "The identity map or the identity provider names another account than the approver saw.",
      fix: "Ask again with a new file.",
      refusal: "the account of that person at the provider was changed in the identity map",
    },
    ACCOUNT_IN_USE: {
      means: "Another person holds the same access with the same account.",
      happens: "Two people share an account, or the account passed from one person to another.",
      fix: "Ask again after that access has ended. Its holder or an approver can end it with `/hallpass end`.",
      refusal: "another person holds access by the same account at the provider",
    },
    COMMIT_OF_NOBODY: {
      means: "A commit of the pull request belongs to no GitHub account.",
      happens: "git uses an e-mail address that is not verified at GitHub.",
      fix: "Set `git config user.email` to an address of your account, then `git commit --amend --reset-author --no-edit` and `git push --force`.",
      refusal: "a commit of it belongs to no account of GitHub",
    },
    COMMITS_UNKNOWN: {
      means: "GitHub does not list all commits of the pull request.",
      happens: "The branch has more than 250 commits.",
      fix: "Squash the branch to one commit, or start a new branch.",
      refusal: "GitHub does not list its commits",
    },
    PUSHERS_UNKNOWN: {
      means: "Hallpass cannot tell who pushed to the branch.",
      happens: "GitHub's activity log is late, or names an account that no longer exists.",
      fix: "Wait five minutes. If the code stays, ask again from a new branch with a name that was never used.",
      refusal: "GitHub does not tell who pushed to its branch",
    },
    BOT_PUSHED: {
      means: "A bot pushed to the branch.",
      happens: "An automation changed the branch. Hallpass cannot tell on whose behalf.",
      fix: "Ask again from a new branch that only people push to.",
      refusal: "a bot pushed to its branch, and may have done so for anybody",
    },
  },
});
