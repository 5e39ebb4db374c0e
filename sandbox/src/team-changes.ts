import type { Account, Role, Team, TeamPrivacy } from "./accounts.ts";
import { HttpError } from "./http/error.ts";
import type { Repository } from "./model.ts";
import { sendMembershipEvent, sendTeamEvent } from "./organization-events.ts";
import { invite } from "./organization-invitations.ts";
import { rolePermissions } from "./payloads/repository.ts";
import { findTeam, type State } from "./state.ts";

/**
 * Adds a person to a team, or changes their role there. People outside the organisation are invited: GitHub calls that membership
 * pending.
 */
export function addToTeam(
  state: State,
  sender: Account,
  team: Team,
  account: Account,
  role: "member" | "maintainer" = "member",
): void {
  if (role === "maintainer") team.maintainers.add(account.id);
  else team.maintainers.delete(account.id);
  if (!state.organization.members.has(account.id)) {
    team.invited = [...new Set([...team.invited, account])];
    invite(state, sender, account);
    return;
  }
  if (team.members.includes(account)) return;
  team.members = [...team.members, account];
  sendMembershipEvent(state, sender, team, account, "added");
}

/** Removes a person from a team, member or invited. */
export function removeFromTeam(state: State, sender: Account, team: Team, account: Account): void {
  team.maintainers.delete(account.id);
  team.invited = team.invited.filter(({ id }) => id !== account.id);
  if (!team.members.includes(account)) return;
  team.members = team.members.filter(({ id }) => id !== account.id);
  sendMembershipEvent(state, sender, team, account, "removed");
}

/** Renames a team. Its id and its roles stay; texts with the old name, such as CODEOWNERS, then match no team. */
export function renameTeam(state: State, sender: Account, team: Team, name: string): void {
  const slug = toSlug(name);
  if (slug === "") throw new HttpError(422, "Validation Failed", { errors: ["Name can't be blank"] });
  const other = findTeam(state, slug);
  if (other !== undefined && other !== team) {
    throw new HttpError(422, "Validation Failed", {
      errors: [{ resource: "Team", code: "already_exists", field: "name" }],
    });
  }
  const from = team.name;
  team.name = name;
  team.slug = slug;
  sendTeamEvent(state, sender, team, { action: "edited", changes: { name: { from } } });
}

const toSlug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** Makes a team visible to its members only, or to all. Teams in a tree of teams are never secret. */
export function setTeamPrivacy(state: State, sender: Account, team: Team, privacy: TeamPrivacy): void {
  if (team.privacy === privacy) return;
  if (privacy === "secret" && (team.parent !== undefined || team.children.length > 0)) {
    throw new HttpError(422, "Validation Failed", { errors: ["Nested teams cannot be secret"] });
  }
  const from = team.privacy;
  team.privacy = privacy;
  sendTeamEvent(state, sender, team, { action: "edited", changes: { privacy: { from } } });
}

/** Makes an empty team. */
export function createTeam(state: State, sender: Account, name: string, parent?: Team): Team {
  const slug = toSlug(name);
  if (findTeam(state, slug) !== undefined) throw new HttpError(422, `There is a team ${slug} already.`);
  const team: Team = {
    id: state.nextId(),
    slug,
    name,
    privacy: "closed",
    members: [],
    maintainers: new Set(),
    synchronized: false,
    invited: [],
    parent: undefined,
    children: [],
  };
  setParent(team, parent);
  state.teams.push(team);
  sendTeamEvent(state, sender, team, { action: "created" });
  return team;
}

/** Deletes a team and, as GitHub does, every team below it. */
export function deleteTeam(state: State, sender: Account, team: Team): void {
  for (const child of team.children) deleteTeam(state, sender, child);
  setParent(team, undefined);
  state.teams.splice(state.teams.indexOf(team), 1);
  for (const repository of state.repositories) {
    repository.teams.delete(team.id);
    for (const pull of repository.pulls) {
      pull.requestedTeams = pull.requestedTeams.filter(({ id }) => id !== team.id);
    }
  }
  sendTeamEvent(state, sender, team, { action: "deleted" });
}

/** Puts a team below another, or at the top. */
export function setParent(team: Team, parent: Team | undefined): void {
  for (let above = parent; above !== undefined; above = above.parent) {
    if (above === team) throw new HttpError(422, `The team ${team.slug} cannot be below itself.`);
  }
  if (team.parent !== undefined) {
    team.parent.children = team.parent.children.filter(({ id }) => id !== team.id);
  }
  team.parent = parent;
  if (parent !== undefined) parent.children = [...parent.children, team];
}

/** Gives a team a role in a repository; "none" removes it. */
export function setTeamRole(
  state: State,
  sender: Account,
  team: Team,
  repository: Repository,
  role: Role,
): void {
  const before = repository.teams.get(team.id) ?? "none";
  if (before === role) return;
  if (role === "none") repository.teams.delete(team.id);
  else repository.teams.set(team.id, role);
  const { admin, pull, push } = rolePermissions(before);
  if (role === "none") sendTeamEvent(state, sender, team, { action: "removed_from_repository" }, repository);
  else if (before === "none")
    sendTeamEvent(state, sender, team, { action: "added_to_repository" }, repository);
  else {
    const changes = { repository: { permissions: { from: { admin, pull, push } } } };
    sendTeamEvent(state, sender, team, { action: "edited", changes }, repository);
  }
}
