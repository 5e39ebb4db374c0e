import { subMilliseconds } from "date-fns/subMilliseconds";
import type { Person } from "../../access/lease.ts";
import { DEFAULT_MEMBER_FOR } from "../../files/approvals.ts";
import { personOf } from "../../files/settings.ts";
import { describeDuration, parseDuration } from "../../text/duration.ts";
import type { Evidence, KnownTeam, Member } from "../evidence.ts";
import { membersOf } from "../github-facts.ts";
import { isItsTurn, listFallbacks } from "./fallback.ts";
import { approvingTeam, ownersOf } from "./owners.ts";
import { findDisqualification } from "./people.ts";
import type { Approval } from "./rule.ts";

/** A member of an owning team, and why their approval cannot count; undefined = it can. */
export interface Candidate {
  readonly member: Member;
  readonly because: string | undefined;
}

const candidates = new WeakMap<
  Evidence,
  { approvals: readonly Approval[]; path: string; found: Candidate[] }
>();

/** Cached, because several rules ask for the same candidates, and evidence never changes. */
export function listCandidates(
  evidence: Evidence,
  approvals: readonly Approval[],
  path: string,
): Candidate[] {
  const last = candidates.get(evidence);
  if (last !== undefined && last.approvals === approvals && last.path === path) return last.found;
  const found = findCandidates(evidence, approvals, path);
  candidates.set(evidence, { approvals, path, found });
  return found;
}

function findCandidates(evidence: Evidence, approvals: readonly Approval[], path: string): Candidate[] {
  const teams = listApprovingTeams(evidence, approvals, path);
  const withChildren = approvals.every((each) => each.approvals.includeChildTeams === true);
  const judgeTeam = (team: KnownTeam): Candidate[] =>
    judgeMembers(membersOf(team, { includeChildTeams: withChildren }), evidence, approvals);
  const late = listFallbacks(evidence, approvals, path).flatMap(({ team, from }) =>
    isItsTurn(evidence, from)
      ? judgeTeam(team)
      : judgeTeam(team).map(({ member, because = describeTurn(from) }) => ({ member, because })),
  );
  return takeBest([...teams.flatMap(judgeTeam), ...late]);
}

const describeTurn = (from: Date | undefined): string =>
  from === undefined
    ? "may approve once it has waited, and GitHub does not tell since when it waits"
    : `may approve from ${from.toISOString()} on, while others have not`;

/** Each account once: a membership that counts decides, if there is one. */
function takeBest(judged: readonly Candidate[]): Candidate[] {
  const best = new Map<number, Candidate>();
  for (const each of judged) {
    const known = best.get(each.member.id);
    const isBetter = known?.because !== undefined && each.because === undefined;
    if (known === undefined || isBetter) best.set(each.member.id, each);
  }
  return [...best.values()];
}

/** Each account once. */
export function judgeMembers(
  members: readonly Member[],
  evidence: Evidence,
  approvals: readonly Approval[],
): Candidate[] {
  const memberFor = longest(approvals.map((each) => each.approvals.memberFor ?? DEFAULT_MEMBER_FOR));
  return takeBest(members.map((member) => ({ member, because: judgeMember(member, evidence, memberFor) })));
}

/** Those owners of the path that every one of these approvals names. */
export const listApprovingTeams = (
  evidence: Evidence,
  approvals: readonly Approval[],
  path: string,
): KnownTeam[] =>
  ownersOf(evidence, path).flatMap((owner) => {
    const found = approvals.map((approval) => approvingTeam(owner, approval, evidence));
    const [team] = found;
    return team !== undefined && !found.includes(undefined) ? [team] : [];
  });

function judgeMember(member: Member, evidence: Evidence, memberFor: number): string | undefined {
  const { settings } = evidence.rules;
  if (settings === undefined || personOf(settings, member.id) === undefined)
    return "is not in the identity map, so Hallpass does not know whose account it is";
  const disqualification = findDisqualification(evidence, settings, member.id);
  if (disqualification !== undefined) return disqualification.because;
  if (member.leased) return "is in the team by a lease";
  const longAgo = subMilliseconds(evidence.merge?.at ?? evidence.now, memberFor);
  // NB. Comparisons with an invalid date are always false.
  return member.since === undefined || member.since <= longAgo
    ? undefined
    : `has been in the team for less than ${describeDuration(memberFor)}`;
}

const longest = (durations: readonly string[]): number => Math.max(0, ...durations.map(parseDuration));

/** People who may approve the pull request: members of the owning teams of these paths who had no part in it. */
export const listEligible = (
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): Person[] => unite(reviewed.map((path) => listEligibleFor(evidence, approvals, path)));

export const listEligibleFor = (evidence: Evidence, approvals: readonly Approval[], path: string): Person[] =>
  listCandidates(evidence, approvals, path)
    .filter(({ because }) => because === undefined)
    .map(({ member: { id, login } }) => ({ id, login }));

/** One entry a person. */
export const unite = (people: readonly (readonly Person[])[]): Person[] => [
  ...new Map(people.flat().map((person) => [person.id, person])).values(),
];
