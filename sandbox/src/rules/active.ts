import { roleOf } from "../access.ts";
import { type Account, includesRole, listTeamMembers, type Role } from "../accounts.ts";
import type { Actor } from "../caller.ts";
import { branchOf } from "../git/refs.ts";
import type { Repository } from "../model.ts";
import { protectionRulesets } from "../protection.ts";
import type { bypassModes } from "../ruleset-schema.ts";
import type { Ruleset } from "../seed.ts";
import type { State } from "../state.ts";
import { matchesRef } from "./ref-pattern.ts";

export type BypassMode = (typeof bypassModes)[number];
type BypassActor = Ruleset["bypass_actors"][number];

// GitHub's ids for its built-in repository roles.
const repositoryRoles: ReadonlyMap<number, Role> = new Map([
  [2, "maintain"],
  [4, "write"],
  [5, "admin"],
]);

/** The enforced rulesets of a branch. Tags have none. */
export function rulesetsOf(repository: Repository, ref: string): Ruleset[] {
  return judgedRulesets(repository, ref).filter(({ enforcement }) => enforcement === "active");
}

/** The rulesets that judge a branch: enforced ones, those in evaluate mode, and classic branch protection. */
export function judgedRulesets(repository: Repository, ref: string): Ruleset[] {
  const branch = branchOf(ref);
  if (branch === undefined) return [];
  const rulesets = repository.rulesets.filter(
    ({ enforcement, conditions }) =>
      enforcement !== "disabled" && matchesRef(conditions.ref_name, ref, repository.defaultBranch),
  );
  return [...rulesets, ...protectionRulesets(repository, branch)];
}

/** The widest bypass mode of an actor for a ruleset; undefined without one. An administrator has no bypass unless the list names one. */
export function bypassOf(
  state: State,
  repository: Repository,
  ruleset: Ruleset,
  actor: Actor,
): BypassMode | undefined {
  const modes = ruleset.bypass_actors
    .filter((bypass) => isBypassActor(state, repository, bypass, actor))
    .map(({ bypass_mode }) => bypass_mode);
  return (["exempt", "always", "pull_request"] as const).find((mode) => modes.includes(mode));
}

function isBypassActor(state: State, repository: Repository, bypass: BypassActor, actor: Actor): boolean {
  if (actor.kind === "installation") {
    return bypass.actor_type === "Integration" && actor.app.id === bypass.actor_id;
  }
  return isBypassPerson(state, repository, bypass, actor.account);
}

function isBypassPerson(
  state: State,
  repository: Repository,
  { actor_type, actor_id }: BypassActor,
  account: Account,
): boolean {
  switch (actor_type) {
    case "User":
      return account.id === actor_id;
    case "Team":
      return state.teams.some(
        (team) => team.id === actor_id && listTeamMembers(team).some((member) => member.id === account.id),
      );
    case "OrganizationAdmin":
      return state.organization.members.get(account.id) === "admin";
    case "RepositoryRole": {
      const role = repositoryRoles.get(actor_id ?? 0);
      return role !== undefined && includesRole(roleOf(state, repository, account), role);
    }
    case "Integration":
    case "DeployKey":
      return false;
  }
}
