import { type Examination, examine, examineKnown } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";

const PINNED = "If that is right, change the server's configuration";

/** The repository is the pinned one, and as it was pinned. */
export function examineRepository({
  server: { pin },
  trusted,
  github: { repository, plan },
}: InstallationFacts): Examination[] {
  const visibility = repository.private ? "private" : "public";
  return [
    examine(
      {
        code: "REPOSITORY_ID",
        name: "Repository",
        should: `id ${pin.id}, as pinned`,
        fix: `${repository.name} was deleted and created again, or another one took its name: find out who did that. ${PINNED} (HALLPASS_REPOSITORY_ID).`,
      },
      { right: repository.id === pin.id, is: `${repository.name}, id ${repository.id}` },
    ),
    examine(
      {
        code: "DEFAULT_BRANCH",
        name: "Default branch",
        should: `${pin.defaultBranch}, as pinned`,
        fix: `Settings → General → Default branch: ${pin.defaultBranch}. ${PINNED} (HALLPASS_DEFAULT_BRANCH).`,
      },
      { right: repository.defaultBranch === pin.defaultBranch, is: repository.defaultBranch },
    ),
    examine(
      {
        code: "VISIBILITY",
        name: "Visibility",
        should: `${pin.visibility}, as pinned`,
        fix: `Settings → General → Danger Zone → Change visibility: ${pin.visibility}. ${PINNED} (HALLPASS_VISIBILITY).`,
      },
      { right: visibility === pin.visibility, is: visibility },
    ),
    examine(
      {
        code: "TRUSTED_COMMIT",
        name: "Trusted commit",
        should: `a commit of ${pin.defaultBranch} whose rules you have read`,
        fix: `Put the id of a commit of ${pin.defaultBranch} (git rev-parse origin/${pin.defaultBranch}) into HALLPASS_TRUSTED_COMMIT once you have read its policies/, CODEOWNERS and .github/hallpass.yaml, and restart.`,
      },
      {
        right: trusted.onDefaultBranch,
        is: trusted.onDefaultBranch
          ? trusted.id
          : `HALLPASS_TRUSTED_COMMIT is ${trusted.id}, which is not on ${pin.defaultBranch}`,
      },
    ),
    examine(
      {
        code: "ARCHIVED",
        name: "Archived",
        should: "no",
        fix: "Settings → General → Danger Zone → Unarchive this repository. Until then nothing can be recorded.",
      },
      { right: !repository.archived, is: repository.archived ? "yes, read-only" : "no" },
    ),
    examine(
      {
        code: "REPOSITORY_FORK",
        name: "Fork",
        should: "no",
        fix: "Settings → General → Danger Zone → Leave fork network: the owners of the other repository have a say in a fork.",
      },
      { right: !repository.fork, is: repository.fork ? "yes, of another repository" : "no" },
    ),
    examineKnown(
      {
        code: "PLAN",
        name: "Plan of the organisation",
        should: "Team or above: on Free, GitHub enforces no rules in a private repository",
        fix: "Organisation → Settings → Billing and licensing: upgrade to Team.",
        reads: "the rights of an owner of the organisation",
        advice: true,
      },
      plan,
      (name) => ({ right: name !== "free" || !repository.private, is: name }),
    ),
  ];
}
