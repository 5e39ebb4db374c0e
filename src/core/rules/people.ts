import type { Evidence } from "../evidence.ts";
import type { Finding } from "../finding.ts";
import type { PullCommit } from "../github-facts.ts";
import type { Person } from "../lease.ts";
import { personOf, type Settings } from "../settings.ts";
import { failed, met, mistake, type Rule } from "./rule.ts";

/** Somebody whose approval of this pull request cannot count, and why. */
export interface Bar {
  readonly id: number;
  readonly because: string;
}

/** Whoever had a hand in a pull request approves none of it: the one who asks, who receives, who wrote a commit, who pushed. */
export function listBars({ pull, subject, commits = [], pushers = [] }: Evidence): Bar[] {
  const of = (people: readonly (Person | undefined)[], because: string): Bar[] =>
    people.flatMap((person) => (person === undefined ? [] : [{ id: person.id, because }]));
  return [
    ...of([pull.author], "opened the pull request"),
    ...of([subject], "would receive the access"),
    ...of(
      commits.flatMap(({ author, committer }) => [author, committer]),
      "wrote a commit of it",
    ),
    ...of(pushers, "pushed to its branch"),
  ];
}

/** All accounts of whoever this account belongs to, by the identity map; itself where that says nothing. The same first for all. */
export function accountsOf(settings: Settings | undefined, accountId: number): readonly number[] {
  const person = settings && personOf(settings, accountId);
  return person === undefined ? [accountId] : [person.id, ...(person.otherIds ?? [])];
}

/** Why this person cannot approve, whichever account is used; undefined when nothing bars them. */
export function findBar(evidence: Evidence, settings: Settings, accountId: number): Bar | undefined {
  const accounts = accountsOf(settings, accountId);
  return listBars(evidence).find(({ id }) => accounts.includes(id));
}

export const everybodyKnown: Rule = {
  name: "Everybody who had a hand in it is known",
  judge({ evidence: { commits, pushers } }) {
    const findings: Finding[] = [];
    if (commits === undefined || commits.length === 0)
      findings.push(
        mistake(
          "COMMITS_UNKNOWN",
          "",
          "GitHub does not list all commits of the pull request; it lists 250 at most.",
          "Squash the branch to one commit, or start a new branch.",
        ),
      );
    findings.push(...(commits ?? []).filter(isUnattributed).map(explainUnattributed));
    if (pushers === undefined)
      findings.push(
        mistake(
          "PUSHERS_UNKNOWN",
          "",
          "GitHub does not tell who pushed to the branch.",
          "Wait five minutes. If that does not help, push it yourself, not through a workflow, to a new branch with a name that was never used.",
        ),
      );
    return findings.length === 0 ? met("Commits and pushes all have an account.") : failed(...findings);
  },
};

/**
 * Git believes any name, so neither proves who wrote a commit; the activity log says who brought it here. A committer that GitHub itself is
 * adds nobody to those two.
 */
const isUnattributed = ({ author, committer, inBrowser }: PullCommit): boolean =>
  author === undefined || (committer === undefined && inBrowser !== true);

function explainUnattributed({ sha, author, inBrowser }: PullCommit): Finding {
  const who = author === undefined ? "author" : "committer";
  const message = `The ${who} of ${sha} has an e-mail address that belongs to no GitHub account.`;
  const fix = inBrowser
    ? "Add the address to your account and verify it (your profile → Settings → Emails), then run the check again: comment /hallpass check."
    : "Set an address of your account (git config user.email …, as Settings → Emails on GitHub shows it), then git commit --amend --reset-author --no-edit and git push --force: a second commit would leave this one where it is. Or write the file in the browser, on a new branch.";
  return mistake("COMMIT_OF_NOBODY", "", message, fix);
}
