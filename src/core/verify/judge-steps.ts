import type { Person } from "../access/lease.ts";
import { assign, type Need } from "../decision/assign.ts";
import type { RepositoryRules } from "../decision/evidence.ts";
import { accountsOf } from "../decision/rules/people.ts";
import { approvalsFor, listSteps } from "../decision/rules/steps.ts";
import { DEFAULT_APPROVAL_COUNT } from "../files/approvals.ts";
import type { Policy } from "../files/policy.ts";
import type { Settings } from "../files/settings.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Intent } from "../ledger/ledger-entry.ts";
import { isOnCallBy } from "../on-call/on-call.ts";
import { listOwning } from "../policy/approval-steps.ts";

/**
 * How many approvals a grant lacks by its policy's steps, with everybody counted once; 0 without steps. Who was in a team is what the ledger
 * observed: a team that it never observed has nobody.
 */
export function countLacking(
  { lease }: Intent,
  policy: Policy,
  { settings, before }: { readonly settings: Settings | undefined; readonly before: LedgerState },
): number {
  const steps = listSteps([approvalsFor(policy, lease.entitlement.role)]);
  if (steps.length === 0) return 0;
  const keyOf = (id: number): number => accountsOf(settings, id)[0] ?? id;
  const approvers = lease.approvers.map(({ id }) => id);
  const isIn = (team: number, includeChildTeams: boolean, account: number): boolean =>
    membersAt(before, team, includeChildTeams).some(({ id }) => id === account);
  const needOf = (count: number, teams: Policy["approvals"]["teams"], includeChildTeams: boolean): Need => ({
    count,
    people: new Set(
      approvers.filter((id) => teams.some((team) => isIn(team.id, includeChildTeams, id))).map(keyOf),
    ),
  });
  const { count = DEFAULT_APPROVAL_COUNT, includeChildTeams = false } = policy.approvals;
  const needs = [
    needOf(count, listOwning(policy.approvals), includeChildTeams),
    ...steps.map((step) => needOf(step.count, step.teams, step.includeChildTeams)),
  ];
  const filled = assign(needs);
  return needs.reduce((sum, need, index) => sum + need.count - (filled[index] ?? 0), 0);
}

/** The members that count, as the ledger last observed them. */
function membersAt(
  { teams }: Pick<LedgerState, "teams">,
  team: number,
  includeChildTeams = false,
): readonly Person[] {
  const known = teams.get(team);
  return [...(known?.members ?? []), ...(includeChildTeams ? (known?.childMembers ?? []) : [])];
}

/** Whether a grant needed the approval of a fallback team, by the teams that the ledger observed. When its turn came the ledger does not say. */
export function needsFallback(
  { lease }: Intent,
  rules: RepositoryRules | undefined,
  before: LedgerState,
): boolean {
  const approvals = rules?.policies.find(({ name }) => name === lease.policy?.name)?.approvals;
  if (approvals?.fallback === undefined || lease.basis !== undefined) return false;
  const own = approvals.teams.flatMap(({ id }) => membersAt(before, id, approvals.includeChildTeams));
  const counted = lease.approvers.filter(({ id }) => own.some((member) => member.id === id));
  return counted.length < (approvals.count ?? DEFAULT_APPROVAL_COUNT);
}

/**
 * Whether a grant's policy names rotas of which none had the requester on call when the access began: then only a team, or the name of
 * their account in the policy, let them ask.
 */
export function needsTeam(
  { lease: { policy: applied, subject, requester = subject, startsAt } }: Intent,
  rules: RepositoryRules | undefined,
): boolean {
  const requesters = rules?.policies.find(({ name }) => name === applied?.name)?.requesters;
  if (requesters?.onCall === undefined) return false;
  const isNamed = requesters.users?.some(({ id }) => id === requester.id) === true;
  return !isNamed && !isOnCallBy(rules?.rotas, requesters.onCall, requester.id, startsAt);
}
