import { defineArea } from "../entry.ts";
import { seenByDoctor } from "./seen.ts";

export const repository = defineArea({
  title: "Installation: the repository",
  intro:
    "`hallpass doctor` and the server itself compare GitHub's settings with what Hallpass needs. The fix names the place to click. [docs/doctor.md](doctor.md) lists what is compared, and which of it stops grants.",
  seenIn: seenByDoctor,
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
