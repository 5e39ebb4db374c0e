import type { Person } from "../../access/lease.ts";
import type { CheckResult } from "../check-result.ts";
import type { Decision } from "../decision.ts";
import type { PullRequest } from "../github-facts.ts";
import type { ApproverGroup } from "../rules/approval.ts";

type Request = Extract<CheckResult, { kind: "request" | "rules" | "review" }>;

/** True while an approval, and nothing before it, is waited for. */
export function isForApproval({ status, verdicts, awaited }: Decision): boolean {
  const waiting = verdicts.filter((verdict) => verdict.status === "waiting");
  return status === "waiting" && awaited !== undefined && waiting.length === 1;
}

/** Of one group; more would be a crowd, and GitHub limits the reviewers of a pull request. */
export const MOST_ASKED = 10;

/**
 * The people whose review is to be requested, because GitHub has requested none that counts. "Code owners are automatically requested for
 * review when someone opens a pull request that modifies code that they own", and not for drafts (GitHub, "About code owners"); reports
 * differ about drafts and pull requests that an app opened, so this goes by what the pull request shows. Never the requester, the subject or the
 * author: they are in no group, and GitHub refuses all reviewers of a call that names the author.
 */
export function listMissingReviewers({ author, requested }: PullRequest, { decision }: Request): Person[] {
  const { awaited, terms } = decision;
  const barred = [author.id, terms?.subject.id, terms?.requester?.id];
  const missing = (awaited?.groups ?? []).filter((group) => !isAsked(group, requested));
  const people = missing.flatMap((group) => group.people.slice(0, MOST_ASKED));
  const known = requested?.people ?? [];
  return [...new Map(people.map((person) => [person.id, person])).values()].filter(
    ({ id }) => !barred.includes(id) && !known.includes(id),
  );
}

function isAsked({ people, teams, missing }: ApproverGroup, requested: PullRequest["requested"]): boolean {
  if (requested === undefined) return false;
  if (teams.some((team) => requested.teams.includes(team))) return true;
  return people.filter(({ id }) => requested.people.includes(id)).length >= missing;
}
