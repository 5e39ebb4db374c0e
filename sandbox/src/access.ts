import { type Account, includesRole, listTeamMembers, type Role } from "./accounts.ts";
import type { Actor, Caller } from "./caller.ts";
import { HttpError } from "./http/error.ts";
import type { Repository } from "./model.ts";
import type { AppPermissions } from "./seed.ts";
import type { State } from "./state.ts";

/** A permission an app can be given; "metadata" is what every installation may read. */
export type Permission = keyof AppPermissions;

/** What a person's role and an app's permission must be for a call to go through. */
export interface Need {
  /** Any one of these permissions, at this level. */
  readonly app: { readonly permissions: readonly Permission[]; readonly level: "read" | "write" };
  readonly person: Role;
}

/** Reading one kind of thing of a repository. */
export const reads = (...permissions: Permission[]): Need => ({
  app: { permissions, level: "read" },
  person: "read",
});

/** Changing one kind of thing; people need `person`, which is write unless said otherwise. */
export const writes = (permission: Permission, person: Role = "write"): Need => ({
  app: { permissions: [permission], level: "write" },
  person,
});

/** Commenting: apps may with either permission, people as soon as they may read. */
export const comments: Need = {
  app: { permissions: ["issues", "pull_requests"], level: "write" },
  person: "read",
};

/** The strongest role a person has in a repository: as owner, member, collaborator or through a team. */
export function roleOf(state: State, repository: Repository, account: Account): Role {
  if (repository.owner.id === account.id) return "admin";
  // A fork takes over what teams may do where it came from, and nothing else of the organisation.
  const owned = repository.owner.id === state.organization.account.id;
  const standing = owned ? state.organization.members.get(account.id) : undefined;
  if (standing === "admin") return "admin";
  const held: Role[] = [
    standing === "member" ? state.organization.basePermission : "none",
    repository.private ? "none" : "read",
    repository.collaborators.get(account.id) ?? "none",
    ...state.teams
      .filter((team) => listTeamMembers(team).some(({ id }) => id === account.id))
      .map((team): Role => repository.teams.get(team.id) ?? "none"),
  ];
  return held.reduce((strongest, role) => (includesRole(role, strongest) ? role : strongest), "none");
}

/** Throws as GitHub does when the caller may not: 404 for what it may not even see, else 403. */
export function requireAccess(state: State, caller: Caller, repository: Repository, need: Need): Actor {
  switch (caller.kind) {
    case "person":
      requireRole(roleOf(state, repository, caller.account), need);
      return caller;
    case "installation":
      // Installed by the organisation: what belongs to somebody else is not seen.
      if (repository.owner.id !== state.organization.account.id) throw new HttpError(404, "Not Found");
      requirePermission(caller, repository, need);
      return caller;
    case "app":
      throw new HttpError(403, "Resource not accessible by integration");
    case "anonymous":
      throw new HttpError(404, "Not Found");
  }
}

function requireRole(role: Role, need: Need): void {
  if (role === "none") throw new HttpError(404, "Not Found");
  if (!includesRole(role, need.person)) {
    throw new HttpError(403, "Must have admin rights to Repository.".replace("admin", need.person));
  }
}

type Installation = Extract<Actor, { kind: "installation" }>;

function requirePermission(caller: Installation, repository: Repository, need: Need): void {
  if (caller.repositoryIds !== undefined && !caller.repositoryIds.includes(repository.id)) {
    throw new HttpError(404, "Not Found");
  }
  if (!hasPermission(caller, need)) throw new HttpError(403, "Resource not accessible by integration");
}

/** Whether an installation's token carries what a call needs; metadata may always be read. */
export function hasPermission(caller: Installation, need: Need): boolean {
  const { permissions, level } = need.app;
  return permissions.some((permission) => {
    if (permission === "metadata" && level === "read") return true;
    const held = caller.permissions[permission];
    return level === "read" ? held !== undefined : held === "write";
  });
}
