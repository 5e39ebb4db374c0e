import type { Person } from "../access/lease.ts";
import { listNamedTeams, type NamedTeam } from "../access/team.ts";
import type { KnownTeam, Member } from "../decision/evidence.ts";
import { type CodeOwners, findOwners } from "../files/codeowners.ts";
import type { Policy } from "../files/policy.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { listApproving } from "../policy/approval-steps.ts";
import type { PastRequest } from "./past-request.ts";

/** What one set of rules says about a request. */
export interface Serving {
  /** The policies that offer what it asks for. */
  readonly policies: readonly Policy[];
  readonly codeowners: CodeOwners | undefined;
}

interface Asking extends Pick<PastRequest, "path" | "approvers" | "leases"> {
  readonly requester: Person;
  readonly subject: Person;
}

export interface SupposedTeams {
  readonly teams: ReadonlyMap<string, KnownTeam>;
  /** Slugs of teams by which the proposed rules alone admit people, and that the ledger never observed. */
  readonly unknown: readonly string[];
}

/** Teams by slug. */
type Teams = ReadonlyMap<string, KnownTeam>;

/**
 * The teams that either set of rules names for this request, the same for both. Who is in a team is what the ledger observed last. History
 * adds what it proves: in the teams that today's rules name are those who approved, and those who asked and received. In a team that was
 * never observed stand-ins may approve, and whoever asks is supposed to be in it.
 */
export function supposeTeams(
  asking: Asking,
  { before, after }: { readonly before: Serving; readonly after: Serving },
  { observed, standIns }: { readonly observed: Teams; readonly standIns: readonly Person[] },
): SupposedTeams {
  const proven = listProven(before, asking, observed);
  const named = nameTeams(asking.path, [before, after], observed);
  const teams = [...named].map(([slug, id]): [string, KnownTeam] => {
    const seen = observed.get(slug);
    const own = proven.get(slug) ?? [];
    return seen === undefined
      ? [slug, addMembers({ id, slug, members: [] }, [asking.requester, asking.subject, ...own, ...standIns])]
      : [slug, addMembers(seen, own)];
  });
  const today = new Set(before.policies.flatMap(teamsOf).map(({ slug }) => slug));
  const unknown = after.policies
    .flatMap(({ requesters, onBehalf, breakGlass }) => [requesters, onBehalf, breakGlass])
    .flatMap((named) => named?.teams.map(({ slug }) => slug) ?? [])
    .filter((slug) => !observed.has(slug) && !today.has(slug));
  return { teams: new Map(teams), unknown };
}

/** Since when somebody was in a team at that time is not kept: everybody counts as a member for long enough. */
export const listObserved = ({ teams }: Pick<LedgerState, "teams">): Teams =>
  new Map(
    [...teams.values()].map(({ id, slug, members, childMembers = [] }) => [
      slug,
      {
        ...{ id, slug, members: members.map(toMember) },
        ...(childMembers.length > 0 && { children: { ids: [], members: childMembers.map(toMember) } }),
      },
    ]),
  );

const toMember = ({ id, login }: Person): Member => ({ id, login, since: undefined, leased: false });

/** Ids of the teams by slug; of owners that no policy names, where they were observed. */
function nameTeams(path: string, sides: readonly Serving[], observed: Teams): Map<string, number> {
  const named = new Map<string, number>();
  for (const { policies } of sides)
    for (const { slug, id } of policies.flatMap(teamsOf)) if (!named.has(slug)) named.set(slug, id);
  for (const { codeowners } of sides)
    for (const owner of (codeowners && findOwners(codeowners, path)?.owners) ?? []) {
      const id = owner.kind === "team" ? observed.get(owner.slug)?.id : undefined;
      if (owner.kind === "team" && id !== undefined && !named.has(owner.slug)) named.set(owner.slug, id);
    }
  return named;
}

/** Who must have been in which team of today's rules, if the request was granted. */
function listProven({ policies }: Serving, asking: Asking, observed: Teams): Map<string, Person[]> {
  const { requester, subject, approvers, leases } = asking;
  const proven = new Map<string, Person[]>();
  if (leases.length === 0) return proven;
  const add = (teams: readonly { readonly slug: string }[], people: readonly Person[]): void => {
    for (const { slug } of teams) proven.set(slug, [...(proven.get(slug) ?? []), ...people]);
  };
  for (const { requesters, onBehalf, breakGlass } of policies) {
    add(requesters.teams, [requester]);
    if (subject.id !== requester.id) add(onBehalf?.teams ?? [], [subject]);
    if (leases.some(({ basis }) => basis === "break-glass")) add(breakGlass?.teams ?? [], [subject]);
  }
  const approving = policies.flatMap(({ approvals }) => listApproving(approvals));
  add(
    approving,
    approvers.filter(({ id }) => !approving.some(({ slug }) => isIn(observed.get(slug), id))),
  );
  return proven;
}

const isIn = (team: KnownTeam | undefined, account: number): boolean =>
  [...(team?.members ?? []), ...(team?.children?.members ?? [])].some(({ id }) => id === account);

function addMembers(team: KnownTeam, people: readonly Person[]): KnownTeam {
  const members = new Map(team.members.map((member) => [member.id, member]));
  const missing = people.filter(({ id }) => !members.has(id));
  if (missing.length === 0) return team;
  for (const person of missing) members.set(person.id, toMember(person));
  return { ...team, members: [...members.values()] };
}

const named = new WeakMap<Policy, readonly NamedTeam[]>();

/** A policy is looked through once, for all requests that it serves. */
function teamsOf(policy: Policy): readonly NamedTeam[] {
  const known = named.get(policy) ?? listNamedTeams(policy);
  named.set(policy, known);
  return known;
}
