import { roleOf } from "../access.ts";
import { type Account, includesRole, type Role } from "../accounts.ts";
import type { Actor } from "../caller.ts";
import type { Repository } from "../repository.ts";
import type { Rule, Ruleset } from "../seed.ts";
import type { State } from "../state.ts";
import { matchesRef } from "./ref-pattern.ts";

// The ids GitHub gives its built-in repository roles.
const repositoryRoles: ReadonlyMap<number, Role> = new Map([
  [2, "maintain"],
  [4, "write"],
  [5, "admin"],
]);

/** The enforced rulesets of a ref. */
export function rulesetsOf(repository: Repository, ref: string): Ruleset[] {
  return repository.rulesets.filter(
    ({ enforcement, conditions }) =>
      enforcement === "active" && matchesRef(conditions.ref_name, ref, repository.defaultBranch),
  );
}

/** The rules of a ref that hold for this actor: those of rulesets it may not bypass. */
export function rulesAgainst(state: State, repository: Repository, ref: string, actor: Actor): Rule[] {
  return rulesetsOf(repository, ref)
    .filter((ruleset) => !mayBypass(state, repository, ruleset, actor))
    .flatMap(({ rules }) => rules);
}

/** Whether one of a ruleset's bypass actors is this actor. Being an administrator is not enough by itself. */
export function mayBypass(state: State, repository: Repository, ruleset: Ruleset, actor: Actor): boolean {
  return ruleset.bypass_actors.some((bypass) => {
    if (bypass.actor_type === "Integration") {
      return actor.kind === "installation" && actor.app.id === bypass.actor_id;
    }
    return actor.kind === "person" && isBypassPerson(state, repository, bypass, actor.account);
  });
}

function isBypassPerson(
  state: State,
  repository: Repository,
  { actor_type, actor_id }: Ruleset["bypass_actors"][number],
  account: Account,
): boolean {
  switch (actor_type) {
    case "User":
      return account.id === actor_id;
    case "Team":
      return state.teams.some(({ id, members }) => id === actor_id && members.includes(account));
    case "OrganizationAdmin":
      return state.organization.members.get(account.id) === "admin";
    case "RepositoryRole": {
      const role = repositoryRoles.get(actor_id ?? 0);
      return role !== undefined && includesRole(roleOf(state, repository, account), role);
    }
    case "Integration":
      return false;
  }
}
