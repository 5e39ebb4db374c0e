import { type Finding, mistake } from "../../findings/finding.ts";
import { type Evidence, requesterOf } from "../evidence.ts";
import type { Account } from "../github-facts.ts";
import { metUnless, type Rule } from "./rule.ts";

/** Refuses a repository that was recreated under the same name, made public, or given another default branch. */
export const repositoryAsPinned: Rule = {
  name: "The repository is the one that was set up",
  judge: ({ evidence }) =>
    metUnless(
      listDifferences(evidence),
      `Repository ${evidence.repository.id}, ${visibilityOf(evidence)}, branch ${evidence.repository.defaultBranch}.`,
    ),
};

export const isAsPinned = (evidence: Pick<Evidence, "repository" | "pull">): boolean =>
  listDifferences(evidence).length === 0;

const visibilityOf = ({ repository }: Pick<Evidence, "repository">) =>
  repository.private ? "private" : "public";

function listDifferences({ repository, pull }: Pick<Evidence, "repository" | "pull">): Finding[] {
  const { pin } = repository;
  const findings: Finding[] = [];
  if (repository.id !== pin.id || pull.base.repositoryId !== pin.id)
    findings.push(
      mistake(
        "REPOSITORY_UNKNOWN",
        `This is repository ${repository.id}; the server's configuration pins ${pin.id}.`,
        "Ask an operator: the repository was replaced or created again.",
      ),
    );
  if (repository.defaultBranch !== pin.defaultBranch)
    findings.push(
      mistake(
        "DEFAULT_BRANCH_CHANGED",
        `The default branch is "${repository.defaultBranch}"; the server's configuration pins "${pin.defaultBranch}".`,
        "Ask an operator to put it back.",
      ),
    );
  if (visibilityOf({ repository }) !== pin.visibility)
    findings.push(
      mistake(
        "VISIBILITY_CHANGED",
        `The repository is ${visibilityOf({ repository })}; the server's configuration pins ${pin.visibility}.`,
        "Ask an operator: who may read it decides who may write a review.",
      ),
    );
  return findings;
}

export const fromThisRepository: Rule = {
  name: "The pull request comes from this repository, by a person, into the default branch",
  judge: ({ evidence }) =>
    metUnless(
      [...judgeHead(evidence), ...judgeBase(evidence), ...judgeAuthor(evidence)],
      describeOpening(evidence),
    ),
};

const judgeHead = ({ pull, repository }: Evidence): Finding[] =>
  pull.head.repositoryId === repository.pin.id
    ? []
    : [
        mistake(
          "FORK",
          "The branch is in a fork. GitHub makes one for a person who may only read the repository.",
          "Close this pull request, and ask again with a branch of the access repository itself. If GitHub offers you only a fork, ask an administrator of the repository to give your team the role Write (Settings → Collaborators and teams).",
        ),
      ];

const judgeBase = ({ pull, repository: { pin } }: Evidence): Finding[] =>
  pull.base.ref === pin.defaultBranch
    ? []
    : [
        mistake(
          "WRONG_BASE",
          `The pull request goes into "${pull.base.ref}", not into "${pin.defaultBranch}".`,
          `Change its base to "${pin.defaultBranch}".`,
        ),
      ];

const describeOpening = (evidence: Evidence): string => {
  const { login } = requesterOf(evidence);
  return evidence.asked?.asker === undefined
    ? `Opened by ${login}.`
    : `Opened by Hallpass for ${login}, who asked in ${evidence.asked.where}.`;
};

const judgeAuthor = ({ pull: { author }, asked }: Evidence): Finding[] =>
  asked !== undefined && asked.asker === undefined
    ? [
        mistake(
          "ASKER_UNPROVEN",
          `Hallpass opened this pull request, and it cannot tell for whom any more: ${asked.unproven}.`,
          "Close this pull request, and ask again.",
        ),
      ]
    : judgePerson(asked?.asker ?? author);

const judgePerson = (author: Account): Finding[] =>
  author.type === "User"
    ? []
    : [
        mistake(
          "REQUESTER_NOT_A_PERSON",
          `"${author.login}" is not a person.`,
          "The person who needs the access opens the pull request.",
        ),
      ];
