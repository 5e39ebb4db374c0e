import type { Person } from "../../access/lease.ts";
import { personOf, type Settings } from "../../files/settings.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import type { UnknownPush } from "../branch-moves.ts";
import type { Evidence } from "../evidence.ts";
import type { PullCommit } from "../github-facts.ts";
import { failed, met, type Rule, waiting } from "./rule.ts";

/** A person whose approval of this pull request cannot count, and why. */
export interface Disqualification {
  readonly id: number;
  readonly because: string;
}

/** The requester, the subject, and all authors, committers and pushers cannot approve the pull request. */
export function listDisqualifications({
  pull,
  asked,
  subject,
  commits = [],
  pushers = [],
}: Evidence): Disqualification[] {
  const of = (people: readonly (Person | undefined)[], because: string): Disqualification[] =>
    people.flatMap((person) => (person === undefined ? [] : [{ id: person.id, because }]));
  const handsIn = (some: readonly PullCommit[]) =>
    some.flatMap(({ author, committer }) => [author, committer]);
  return [
    ...of([pull.author], "opened the pull request"),
    ...of([asked?.asker], "asked for it"),
    ...of([subject], "would receive the access"),
    ...of(handsIn(commits.filter(({ updates }) => !updates)), "wrote a commit of it"),
    ...of(
      handsIn(commits.filter(({ updates }) => updates)),
      "merged the default branch into its branch (“Update branch”)",
    ),
    ...of(
      pushers.filter(({ earlier }) => !earlier),
      "pushed to its branch",
    ),
    ...of(
      pushers.filter(({ earlier }) => earlier === true),
      "pushed to an earlier branch of the same name, with the same content as far as GitHub tells",
    ),
  ];
}

/** All accounts of the person this account belongs to, by the identity map, in the same order for each of them; the account alone if the map does not list it. */
export function accountsOf(settings: Settings | undefined, accountId: number): readonly number[] {
  const person = settings && personOf(settings, accountId);
  return person === undefined ? [accountId] : [person.id, ...(person.otherIds ?? [])];
}

/** Why this person cannot approve, whichever account is used; undefined when nothing bars them. */
export function findDisqualification(
  evidence: Evidence,
  settings: Settings,
  accountId: number,
): Disqualification | undefined {
  const barred = indexDisqualified(evidence);
  const own = accountsOf(settings, accountId).flatMap((id) => barred.get(id) ?? []);
  return own.reduce<Ranked | undefined>(
    (first, each) => (first === undefined || each.rank < first.rank ? each : first),
    undefined,
  );
}

/** The first of an account, and its place among all. */
interface Ranked extends Disqualification {
  readonly rank: number;
}

const disqualified = new WeakMap<Evidence, ReadonlyMap<number, Ranked>>();

/** Cached, because a decision asks for each member of the approving teams, and evidence never changes. */
function indexDisqualified(evidence: Evidence): ReadonlyMap<number, Ranked> {
  const known = disqualified.get(evidence);
  if (known !== undefined) return known;
  const index = new Map<number, Ranked>();
  for (const [rank, each] of listDisqualifications(evidence).entries())
    if (!index.has(each.id)) index.set(each.id, { ...each, rank });
  disqualified.set(evidence, index);
  return index;
}

export const everybodyKnown: Rule = {
  name: "Everybody who had a hand in it is known",
  judge({ evidence: { asked, commits, pushers, unknownPush, merge } }) {
    if (asked?.asker !== undefined) return met("Hallpass wrote its one commit, and signed it.");
    const findings: Finding[] = [];
    if (commits === undefined || commits.length === 0)
      findings.push(
        mistake(
          "COMMITS_UNKNOWN",
          "GitHub does not list all commits of the pull request; it lists 250 at most.",
          "Squash the branch to one commit, or start a new branch.",
        ),
      );
    findings.push(...(commits ?? []).filter(isUnattributed).map(explainUnattributed));
    const isLate = pushers === undefined && unknownPush?.because === "late" && merge === undefined;
    if (pushers === undefined && !isLate) findings.push(explainUnknown(unknownPush));
    if (isLate && findings.length === 0) return waiting(LATE, "GitHub does not tell yet who pushed");
    return findings.length === 0 ? met("Commits and pushes all have an account.") : failed(...findings);
  },
};

/**
 * Refuses commits without an account behind them. Author and committer prove nothing, because git accepts any name; the activity log
 * names the pusher. A commit made in the browser is committed by GitHub itself, so its committer needs no account.
 */
const isUnattributed = ({ author, committer, inBrowser }: PullCommit): boolean =>
  author === undefined || (committer === undefined && inBrowser !== true);

function explainUnattributed({ sha, author, inBrowser }: PullCommit): Finding {
  const who = author === undefined ? "author" : "committer";
  const message = `The ${who} of ${sha} has an e-mail address that belongs to no GitHub account.`;
  const fix = inBrowser
    ? "Add the address to your account and verify it (your profile → Settings → Emails), then run the check again: comment /hallpass check."
    : "Set an address of your account (git config user.email …, as Settings → Emails on GitHub shows it), then git commit --amend --reset-author --no-edit and git push --force: a second commit would leave this one where it is. Or write the file in the browser, on a new branch.";
  return mistake("COMMIT_OF_NOBODY", message, fix);
}

/** Reports say seconds to a minute; GitHub documents nothing. */
const LATE =
  "GitHub's activity log does not tell yet who pushed this commit to the branch. Hallpass looks again within a minute; a push that the log leaves out needs a new branch.";

const NEW_BRANCH =
  "Push it yourself, not through a workflow, to a new branch with a name that was never used, and open a pull request from there.";

function explainUnknown(unknown: UnknownPush = { because: "unread" }): Finding {
  if (unknown.because === "bot")
    return mistake(
      "BOT_PUSHED",
      `A bot, ${unknown.login}, pushed to the branch: Hallpass cannot tell who it pushed for.`,
      NEW_BRANCH,
    );
  if (unknown.because === "gone")
    return mistake("PUSHERS_UNKNOWN", "An account that no longer exists pushed to the branch.", NEW_BRANCH);
  const message =
    unknown.because === "late"
      ? "GitHub's activity log does not tell yet who pushed this commit to the branch."
      : "GitHub does not tell who pushed to the branch.";
  return mistake("PUSHERS_UNKNOWN", message, `Wait five minutes. If that does not help: ${NEW_BRANCH}`);
}
