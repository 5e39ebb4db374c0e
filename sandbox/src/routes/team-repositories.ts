import { roleOf } from "../access.ts";
import { includesRole, type Role, type Team } from "../accounts.ts";
import type { Caller } from "../caller.ts";
import { notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { route } from "../http/route.ts";
import type { Repository } from "../model.ts";
import { repositoryPayload, rolePermissions } from "../payloads/repository.ts";
import type { Schemas } from "../payloads/schemas.ts";
import { findRepository, findTeam, type State } from "../state.ts";
import { requireMember, requireMembersAccess } from "./organization.ts";
import { requireTeam, requireTeamById } from "./teams.ts";

export const teamRepositoryRoutes = [
  route("GET /orgs/{org}/teams/{team_slug}/repos")(({ state, caller, url, path }) => {
    requireMembersAccess(state, caller, path("org"));
    return listRepositories(state, caller, url, requireTeam(state, path("team_slug")));
  }),

  route("GET /teams/{team_id}/repos")(({ state, caller, url, path }) => {
    requireMember(state, caller);
    return listRepositories(state, caller, url, requireTeamById(state, path("team_id")));
  }),

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

/** "Lists a team's repositories visible to the authenticated user": to an App, those that it is installed on. Each says what the team may do there. */
function listRepositories(state: State, caller: Caller, url: URL, team: Team) {
  const visible = state.repositories.filter(
    (repository) => roleOfTeam(repository, team) !== "none" && sees(state, caller, repository),
  );
  const { items, link } = takePage(url, visible);
  const body = items.map((repository): Schemas["minimal-repository"] => {
    const role = roleOfTeam(repository, team);
    const { license: _, ...found } = repositoryPayload(state, repository);
    return { ...found, permissions: rolePermissions(role), role_name: role };
  });
  return { status: 200, body, link } as const;
}

function sees(state: State, caller: Caller, repository: Repository): boolean {
  if (caller.kind === "installation") return caller.repositoryIds?.includes(repository.id) ?? true;
  return (
    !repository.private || (caller.kind === "person" && roleOf(state, repository, caller.account) !== "none")
  );
}

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
