import { notFound } from "../http/error.ts";
import { route } from "../http/route.ts";
import { repositoryPayload, rolePermissions } from "../payloads/repository.ts";
import { findRepository, findTeam } from "../state.ts";
import { requireMembersAccess } from "./organization.ts";

export const teamRepositoryRoutes = [
  // GitHub answers 204 unless the caller asks for the repository itself. The sandbox always sends it.
  route("GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    const team = findTeam(state, path("team_slug"));
    const repository = findRepository(state, path("owner"), path("repo"));
    const role = team && repository?.teams.get(team.id);
    if (repository === undefined || role === undefined || role === "none") throw notFound();
    const { owner, ...body } = repositoryPayload(state, repository);
    return {
      status: 200,
      body: { ...body, owner, permissions: rolePermissions(role), role_name: role },
    };
  }),
];
