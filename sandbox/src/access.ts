import { type Account, includesRole, listTeamMembers, type Role } from "./accounts.ts";
import type { Actor, Caller } from "./caller.ts";
import { HttpError } from "./http/error.ts";
import type { Repository } from "./model.ts";
import type { AppPermissions } from "./seed.ts";
import type { State } from "./state.ts";

/** A permission of an app. Every installation has "metadata" for reading. */
export type Permission = keyof AppPermissions;

/** The role that a person needs for a call, and the permission that an app needs. */
export interface Need {
  /** Requires any one of these permissions, at this level. */
  readonly app: { readonly permissions: readonly Permission[]; readonly level: "read" | "write" };
  readonly person: Role;
}

/** Requires the right to read one kind of resource. */
export const reads = (...permissions: Permission[]): Need => ({
  app: { permissions, level: "read" },
  person: "read",
});

/** Requires the right to change one kind of resource. People need `person`, by default write. */
export const writes = (permission: Permission, person: Role = "write"): Need => ({
  app: { permissions: [permission], level: "write" },
  person,
});

/** Requires the right to comment: for apps either permission, for people read access. */
export const comments: Need = {
  app: { permissions: ["issues", "pull_requests"], level: "write" },
  person: "read",
};

/** A person's strongest role in a repository: as owner, member, collaborator or through a team. */
export function roleOf(state: State, repository: Repository, account: Account): Role {
  if (repository.owner.id === account.id) return "admin";
  // A fork keeps the team roles of its source, and no other rights of the organisation.
  const owned = repository.owner.id === state.organization.account.id;
  const standing = owned ? state.organization.members.get(account.id) : undefined;
  if (standing === "admin") return "admin";
  const held: Role[] = [
    standing === "member" ? state.organization.basePermission : "none",
    repository.private ? "none" : "read",
    ...(owned ? state.organization.roles : [])
      .filter(({ holders }) => holders.has(account.id))
      .map(({ baseRole }): Role => baseRole ?? "none"),
    repository.collaborators.get(account.id) ?? "none",
    ...state.teams
      .filter((team) => listTeamMembers(team).some(({ id }) => id === account.id))
      .map((team): Role => repository.teams.get(team.id) ?? "none"),
  ];
  return held.reduce((strongest, role) => (includesRole(role, strongest) ? role : strongest), "none");
}

/** Throws as GitHub does when the caller lacks the right: 404 if it may not even see the repository, else 403. */
export function requireAccess(state: State, caller: Caller, repository: Repository, need: Need): Actor {
  switch (caller.kind) {
    case "person":
      requireRole(roleOf(state, repository, caller.account), need);
      return caller;
    case "installation":
      // The organisation installed the app, so it sees only the organisation's repositories.
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

/** True if an installation's token has the permission for a call. Every token can read metadata. */
export function hasPermission(caller: Installation, need: Need): boolean {
  const { permissions, level } = need.app;
  return permissions.some((permission) => {
    if (permission === "metadata" && level === "read") return true;
    const held = caller.permissions[permission];
    return level === "read" ? held !== undefined : held === "write";
  });
}
