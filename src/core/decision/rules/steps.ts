import type { Person } from "../../access/lease.ts";
import type { Policy } from "../../files/policy.ts";
import { DEFAULT_STEP_COUNT } from "../../policy/approval-steps.ts";
import type { Need } from "../assign.ts";
import type { Evidence, KnownTeam } from "../evidence.ts";
import { membersOf } from "../github-facts.ts";
import { type Candidate, judgeMembers, listApprovingTeams, listEligibleFor, unite } from "./candidates.ts";
import { countNeeded, personKey } from "./missing.ts";
import type { Approval } from "./rule.ts";

type Step = NonNullable<Policy["approvals"]["steps"]>[number];

/** So many people who may approve have to, none of whom counts for another requirement. */
export interface Requirement {
  readonly eligible: readonly Person[];
  readonly needed: number;
  readonly teams: readonly KnownTeam[];
  /** True for the approvals of the owners. */
  readonly isOwners: boolean;
}

/** The approvals of a policy for one of its roles; for a role that is not known, all of them. */
export function approvalsFor({ name, approvals }: Policy, role: string | undefined): Approval {
  const { steps, ...others } = approvals;
  const due = (steps ?? []).filter(
    ({ roles }) => roles === undefined || role === undefined || roles.includes(role),
  );
  return { name, approvals: due.length === 0 ? others : { ...others, steps: due } };
}

/** The owners of the path, then the further steps of these approvals. */
export const listRequirements = (
  evidence: Evidence,
  approvals: readonly Approval[],
  path: string,
): Requirement[] => [
  {
    eligible: listEligibleFor(evidence, approvals, path),
    needed: countNeeded(approvals),
    teams: listApprovingTeams(evidence, approvals, path),
    isOwners: true,
  },
  ...listSteps(approvals).map(
    (step): Requirement => ({
      eligible: listEligibleOf(judgeStep(evidence, approvals, step)),
      needed: step.count,
      teams: teamsOf(evidence, step),
      isOwners: false,
    }),
  ),
];

/** Everybody in the teams of the steps, and why their approval cannot count. */
export const listStepCandidates = (evidence: Evidence, approvals: readonly Approval[]): Candidate[] =>
  listSteps(approvals).flatMap((step) => judgeStep(evidence, approvals, step));

export const listStepEligible = (evidence: Evidence, approvals: readonly Approval[]): Person[] =>
  unite([listEligibleOf(listStepCandidates(evidence, approvals))]);

/** The requirements as needs, of the people among those who are eligible. */
export const toNeeds = (
  requirements: readonly Requirement[],
  evidence: Evidence,
  isCounted: (person: Person) => boolean = () => true,
): Need[] =>
  requirements.map(({ eligible, needed }) => ({
    count: needed,
    people: new Set(eligible.filter(isCounted).map((person) => personKey(person, evidence))),
  }));

const listEligibleOf = (candidates: readonly Candidate[]): Person[] =>
  candidates
    .filter(({ because }) => because === undefined)
    .map(({ member: { id, login } }) => ({ id, login }));

export interface SingleStep extends Pick<Step, "teams"> {
  readonly includeChildTeams: boolean;
  readonly count: number;
}

/** Steps of one policy add up; where two policies have the same step, the larger count holds for both. */
export function listSteps(approvals: readonly Approval[]): SingleStep[] {
  const all = new Map<string, SingleStep>();
  for (const each of approvals)
    for (const [key, step] of addUp(each)) {
      const known = all.get(key);
      if (known === undefined || known.count < step.count) all.set(key, step);
    }
  return [...all.values()];
}

function addUp({ approvals: { steps = [] } }: Approval): Map<string, SingleStep> {
  const own = new Map<string, SingleStep>();
  for (const step of steps.flatMap(spread)) {
    const key = JSON.stringify([
      step.teams.map(({ id }) => id).toSorted((a, b) => a - b),
      step.includeChildTeams,
    ]);
    own.set(key, { ...step, count: step.count + (own.get(key)?.count ?? 0) });
  }
  return own;
}

/** `every` is a step for each team. */
function spread({ teams, includeChildTeams = false, count = DEFAULT_STEP_COUNT, every }: Step): SingleStep[] {
  const each = every === true ? teams.map((team) => [team]) : [teams];
  return each.map((some) => ({ teams: some, includeChildTeams, count }));
}

function judgeStep(evidence: Evidence, approvals: readonly Approval[], step: SingleStep): Candidate[] {
  const members = teamsOf(evidence, step).flatMap((team) => membersOf(team, step));
  return judgeMembers(members, evidence, approvals);
}

/** Those that are there, named by slug and by id. */
const teamsOf = ({ teams }: Evidence, step: SingleStep): KnownTeam[] =>
  step.teams.flatMap(({ slug, id }) => {
    const team = teams.get(slug);
    return team?.id === id ? [team] : [];
  });
