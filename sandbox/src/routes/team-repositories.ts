import { includesRole, type Role, type Team } from "../accounts.ts";
import { notFound } from "../http/error.ts";
import { route } from "../http/route.ts";
import type { Repository } from "../model.ts";
import { repositoryPayload, rolePermissions } from "../payloads/repository.ts";
import { findRepository, findTeam, type State } from "../state.ts";
import { requireMember, requireMembersAccess } from "./organization.ts";

export const teamRepositoryRoutes = [
  // GitHub answers 204 unless the caller asks for the repository itself. The sandbox always sends it.
  route("GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    return readRole(state, findTeam(state, path("team_slug")), path("owner"), path("repo"));
  }),

  route("GET /teams/{team_id}/repos/{owner}/{repo}")(({ state, caller, path }) => {
    requireMember(state, caller);
    const team = state.teams.find(({ id }) => String(id) === path("team_id"));
    return readRole(state, team, path("owner"), path("repo"));
  }),
];

/** "Repositories inherited through a parent team will also be checked." */
function readRole(state: State, team: Team | undefined, owner: string, repo: string) {
  const repository = findRepository(state, owner, repo);
  const role = repository === undefined ? "none" : roleOfTeam(repository, team);
  if (repository === undefined || role === "none") throw notFound();
  const { owner: account, ...body } = repositoryPayload(state, repository);
  const found = { ...body, owner: account, permissions: rolePermissions(role), role_name: role };
  return { status: 200, body: found } as const;
}

function roleOfTeam(repository: Repository, team: Team | undefined): Role {
  const above = team?.parent === undefined ? "none" : roleOfTeam(repository, team.parent);
  const own = (team && repository.teams.get(team.id)) ?? "none";
  return includesRole(own, above) ? own : above;
}
