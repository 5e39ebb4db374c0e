import { defineArea } from "./entry.ts";

export const stops = defineArea({
  title: "Grants are stopped",
  intro:
    "While one of these holds, Hallpass grants nothing to anybody, and says so on the checks of open requests. Access that was granted still ends as planned. Operators correct the cause; requests then continue by themselves.",
  seenIn: ["pull request check", "log"],
  entries: {
    HISTORY_REWRITTEN: {
      means: "The default branch lacks a commit that the ledger acted on.",
      happens: "The default branch was force-pushed, or restored from an old backup.",
      fix: "Restore the branch. Or read its current state, add a commit, and set HALLPASS_TRUSTED_COMMIT to it.",
    },
    REQUEST_LOST: {
      means: "A request that gives access is missing on the default branch, or has other content there.",
      happens: "The file was removed or changed without a verified pull request.",
      fix: "Restore the file as it was merged, or end the access with `/hallpass end` on its pull request.",
    },
    PROVIDER_GONE: {
      means: "Access is held at a provider that the server's configuration no longer lists.",
      happens: "A provider was removed from HALLPASS_PROVIDERS, or renamed, while access was held there.",
      fix: "Put it back until everything held there has ended (`hallpass status`).",
    },
    STATE_UNWRITABLE: {
      means: "The server cannot write its state. It ends access without it, and grants nothing.",
      happens: "The disk is full or read-only, or the server's account may not write to the folder.",
      fix: "Make space, or let the server write there. If it started without the folder, restart `hallpass serve`.",
    },
    NOT_ATTESTED: {
      means: "Hallpass has not read the settings that guard the repository yet.",
      happens: "The server has just started, or GitHub is unavailable.",
      fix: 'Wait a minute. If it stays, run `hallpass doctor` on the server, and look for `"step":"attest"` in the log.',
    },
    REPOSITORY_UNKNOWN: {
      means: "The repository is not the one that the server is configured for.",
      happens: "The repository was deleted and created again, or another one took its name.",
      fix: "Find out who did that. Set HALLPASS_REPOSITORY_ID only if you trust the new repository.",
      refusal: "the repository is not the one that Hallpass is set up for",
      seenIn: ["pull request check", "comment on the pull request"],
    },
    DEFAULT_BRANCH_CHANGED: {
      means: "The repository has another default branch than the server is configured for.",
      happens: "An administrator changed it.",
      fix: "Change it back in the settings of the repository, or set HALLPASS_DEFAULT_BRANCH.",
      refusal: "the repository has another default branch",
      seenIn: ["pull request check", "comment on the pull request"],
    },
    VISIBILITY_CHANGED: {
      means: "The repository is visible to others than the server is configured for.",
      happens: "An administrator changed its visibility.",
      fix: "Change it back in the settings of the repository, or set HALLPASS_VISIBILITY.",
      refusal: "the repository is visible to others than before",
      seenIn: ["pull request check", "comment on the pull request"],
    },
  },
});
