import { isLive, type Person } from "../../core/access/lease.ts";
import type { GivenPower, Power } from "../../core/access/power.ts";
import type { Team } from "../../core/access/team.ts";
import type { KnownTeam, Member, RepositoryRules } from "../../core/decision/evidence.ts";
import { isStandard } from "../../core/decision/rules/standard.ts";
import { parseReviewPath } from "../../core/files/access-review.ts";
import { CODEOWNERS_PATHS, findOwners, type PathOwners } from "../../core/files/codeowners.ts";
import type { FileChange } from "../../core/files/file-change.ts";
import { isRequestFile, isReviewFile, isRuleFile } from "../../core/files/pull-kind.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { ObservedMember } from "../../core/ledger/observed-team.ts";
import { listDeciding } from "../../core/policy/deciding-teams.ts";
import type { Deps } from "../round/deps.ts";
import type { RoundView } from "../round/view.ts";

/** The changes that a decision is about. */
interface About {
  readonly changes: readonly FileChange[];
  /** The request asks for power over people, so every team that decides has to be known. */
  readonly isPower: boolean;
}

/**
 * Reads the teams that a decision about these changes can need, under any of these rules: the owners of the paths, and the teams that
 * the rules or the policies of their folders name.
 */
export async function gatherTeams(
  { github, providers }: Pick<Deps, "github" | "providers">,
  rules: readonly RepositoryRules[],
  { changes, isPower }: About,
  view: Pick<RoundView, "state" | "at">,
): Promise<Map<string, KnownTeam>> {
  const slugs = new Set(
    rules.flatMap((each) => [
      ...(isPower ? [...listOwners(each), ...listDeciders(each)] : listOwningTeams(each, changes)),
      ...listNamedTeams(each, changes),
    ]),
  );
  const teams = await Promise.all([...slugs].map((slug) => github.readTeam(slug)));
  return new Map(
    teams.flatMap((team) =>
      team === undefined ? [] : [[team.slug, describeMembers(providers, team, view)] as const],
    ),
  );
}

/** All teams that may approve anything. */
const listDeciders = ({ policies, settings }: RepositoryRules): string[] =>
  [...policies.flatMap(listDeciding), ...(settings?.rules?.approvals.teams ?? [])].map(({ slug }) => slug);

const listOwners = ({ codeowners }: RepositoryRules): string[] => teamsOf(codeowners?.lines ?? []);

function listOwningTeams(
  { codeowners, settings }: RepositoryRules,
  changes: readonly FileChange[],
): string[] {
  if (codeowners === undefined) return [];
  const isDecided = (change: FileChange): boolean =>
    isRequestFile(change) || isRuleFile(change) || isReviewFile(change);
  // Where GitHub demands no review, the check needs the owners of every other file too.
  const hasOthers = isStandard(settings) && !changes.every(isDecided);
  const paths = changes.filter((change) => hasOthers || isDecided(change)).map(({ path }) => path);
  const all = hasOthers || changes.some(isRuleFile) ? ["policies/*", ...CODEOWNERS_PATHS, ...paths] : paths;
  return teamsOf(all.flatMap((path) => findOwners(codeowners, path) ?? []));
}

const teamsOf = (owned: readonly Pick<PathOwners, "owners">[]): string[] =>
  owned.flatMap(({ owners }) => owners).flatMap((owner) => (owner.kind === "team" ? [owner.slug] : []));

function listNamedTeams({ policies, settings }: RepositoryRules, changes: readonly FileChange[]): string[] {
  const folders = new Set(changes.map(({ path }) => (parseRequestPath(path) ?? parseReviewPath(path))?.team));
  const refs = [
    ...policies
      .filter((policy) => policy.folders.some((folder) => folders.has(folder)))
      .flatMap(({ requesters, onBehalf, approvals, breakGlass }) => [
        ...requesters.teams,
        ...(onBehalf?.teams ?? []),
        ...listDeciding({ approvals, ...(breakGlass && { breakGlass }) }),
      ]),
    ...(changes.some((change) => isRuleFile(change) || isReviewFile(change))
      ? (settings?.rules?.approvals.teams ?? [])
      : []),
  ];
  return refs.map(({ slug }) => slug);
}

/** A person never observed in the team counts as a member from now on. */
function describeMembers(
  providers: Deps["providers"],
  { id, slug, members, children }: Team,
  { state, at }: Pick<RoundView, "state" | "at">,
): KnownTeam {
  const observed = state.teams.get(id);
  const describe = (
    people: readonly Person[],
    known: readonly ObservedMember[] | undefined,
    teams: readonly number[],
  ): Member[] => {
    const sinceOf = new Map(known?.map((member) => [member.id, member]));
    const leased = listLeased(providers, teams, state, at);
    return people.map(({ id: account, login }) => ({
      id: account,
      login,
      since: sinceOf.has(account) ? sinceOf.get(account)?.since : at,
      leased: leased.has(account),
    }));
  };
  const own = { id, slug, members: describe(members, observed?.members, [id]) };
  if (children === undefined) return own;
  const { ids } = children;
  return {
    ...own,
    children: { ids, members: describe(children.members, observed?.childMembers, [id, ...ids]) },
  };
}

/** Lists the members that Hallpass itself added to a team: during a lease, and until the provider has revoked it. */
function listLeased(
  providers: Deps["providers"],
  teams: readonly number[],
  state: LedgerState,
  at: Date,
): Set<number> {
  const giving = givingOf(providers, state.holdings);
  return new Set(
    teams
      .flatMap((team) => giving.get(team) ?? [])
      .flatMap(({ held, leases }) => leases.filter((lease) => held !== "no" || isLive(lease, at)))
      .map(({ subject }) => subject.id),
  );
}

type Giving = ReadonlyMap<number, readonly HoldingRecord[]>;

/** The holdings that are team memberships, by team id. Computed once per state, not for each team of each request. */
function givingOf(providers: Deps["providers"], holdings: LedgerState["holdings"]): Giving {
  const known = giving.get(providers) ?? new WeakMap<LedgerState["holdings"], Giving>();
  giving.set(providers, known);
  const found = known.get(holdings) ?? findGiving(providers, holdings);
  known.set(holdings, found);
  return found;
}

const giving = new WeakMap<Deps["providers"], WeakMap<LedgerState["holdings"], Giving>>();

function findGiving(providers: Deps["providers"], holdings: LedgerState["holdings"]): Giving {
  const found = new Map<number, HoldingRecord[]>();
  for (const record of holdings.values()) {
    const powers = providers.get(record.entitlement.provider)?.powers?.(record.entitlement) ?? [];
    for (const power of powers)
      if (power.kind === "github-team") {
        const records = found.get(power.id);
        if (records === undefined) found.set(power.id, [record]);
        else records.push(record);
      }
  }
  return found;
}

/** A team with one of these roles administers the access repository, or some of it. */
const ADMINISTERING: readonly string[] = ["admin", "maintain"];

/** The declared powers, and for each team that administers the access repository that power too, however the team came by its role. */
export async function gatherPowers(
  { github, pin }: Pick<Deps, "github" | "pin">,
  declared: readonly GivenPower[],
): Promise<readonly GivenPower[]> {
  const administered = await Promise.all(
    declared.map(async ({ entitlement, power }): Promise<GivenPower[]> => {
      if (power.kind !== "github-team") return [];
      const role = await github.readTeamRole(power.id);
      const repository: Power = { kind: "github-repository", id: pin.id };
      return ADMINISTERING.includes(role) ? [{ entitlement, power: repository }] : [];
    }),
  );
  return [...declared, ...administered.flat()];
}
