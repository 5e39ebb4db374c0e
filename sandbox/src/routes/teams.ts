import { hasPermission } from "../access.ts";
import { type Account, listTeamMembers, type Team, teamPrivacies } from "../accounts.ts";
import type { Caller } from "../caller.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { route } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { fullTeamPayload, teamPayload, teamUrl } from "../payloads/team.ts";
import { findRepository, findTeam, type State } from "../state.ts";
import {
  addToTeam,
  deleteTeam,
  removeFromTeam,
  renameTeam,
  setParent,
  setTeamPrivacy,
  setTeamRole,
} from "../team-changes.ts";
import { owns, requireMember, requireMembersAccess, requireOwner, requirePerson } from "./organization.ts";

export const teamRoutes = [
  route("GET /orgs/{org}/teams")(({ state, caller, url, path }) => {
    requireMembersAccess(state, caller, path("org"));
    const { items, link } = takePage(url, state.teams);
    return { status: 200, body: items.map((team) => teamPayload(state, team)), link };
  }),

  route("GET /orgs/{org}/teams/{team_slug}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    return { status: 200, body: fullTeamPayload(state, requireTeam(state, path("team_slug"))) };
  }),

  route("GET /teams/{team_id}")(({ state, caller, path }) => {
    requireMember(state, caller);
    return { status: 200, body: fullTeamPayload(state, requireTeamById(state, path("team_id"))) };
  }),

  route("GET /orgs/{org}/teams/{team_slug}/members")(({ state, caller, url, path, query }) => {
    requireMembersAccess(state, caller, path("org"));
    return listMembers(state, url, requireTeam(state, path("team_slug")), query("role"));
  }),

  route("GET /teams/{team_id}/members")(({ state, caller, url, path, query }) => {
    requireMember(state, caller);
    return listMembers(state, url, requireTeamById(state, path("team_id")), query("role"));
  }),

  route("GET /orgs/{org}/teams/{team_slug}/teams")(({ state, caller, url, path }) => {
    requireMembersAccess(state, caller, path("org"));
    const { items, link } = takePage(url, requireTeam(state, path("team_slug")).children);
    return { status: 200, body: items.map((team) => teamPayload(state, team)), link };
  }),

  route("GET /orgs/{org}/teams/{team_slug}/memberships/{username}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    return readMembership(state, requireTeam(state, path("team_slug")), path("username"));
  }),

  route("GET /teams/{team_id}/memberships/{username}")(({ state, caller, path }) => {
    requireMember(state, caller);
    return readMembership(state, requireTeamById(state, path("team_id")), path("username"));
  }),

  route("PUT /orgs/{org}/teams/{team_slug}/memberships/{username}")(({ state, caller, path, body }) => {
    requireMembersAccess(state, caller, path("org"));
    const team = requireTeam(state, path("team_slug"));
    return changeMembership(state, caller, team, path("username"), body.optionalChoice("role", teamRoles));
  }),

  route("PUT /teams/{team_id}/memberships/{username}")(({ state, caller, path, body }) => {
    requireMember(state, caller);
    const team = requireTeamById(state, path("team_id"));
    return changeMembership(state, caller, team, path("username"), body.optionalChoice("role", teamRoles));
  }),

  route("DELETE /orgs/{org}/teams/{team_slug}/memberships/{username}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    return endMembership(state, caller, requireTeam(state, path("team_slug")), path("username"));
  }),

  route("DELETE /teams/{team_id}/memberships/{username}")(({ state, caller, path }) => {
    requireMember(state, caller);
    return endMembership(state, caller, requireTeamById(state, path("team_id")), path("username"));
  }),

  route("PATCH /orgs/{org}/teams/{team_slug}")(({ state, caller, path, body }) => {
    requireMembersAccess(state, caller, path("org"));
    const team = requireTeam(state, path("team_slug"));
    const sender = requireMaintainer(state, caller, team);
    const changeable = ["name", "parent_team_id", "privacy"];
    const unknown = body.names().filter((name) => !changeable.includes(name));
    if (unknown.length > 0) {
      throw new HttpError(
        501,
        `Changing the ${unknown.join(", ")} of a team is not supported by the sandbox.`,
      );
    }
    if (body.names().includes("parent_team_id")) {
      const above = body.optionalNumber("parent_team_id");
      setParent(team, above === undefined ? undefined : requireTeamById(state, String(above)));
    }
    const privacy = body.optionalChoice("privacy", teamPrivacies);
    if (privacy !== undefined) setTeamPrivacy(state, sender, team, privacy);
    const name = body.optionalText("name");
    if (name !== undefined && name !== team.name) renameTeam(state, sender, team, name);
    return { status: 200, body: fullTeamPayload(state, team) };
  }),

  route("PUT /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}")(({ state, caller, path, body }) => {
    const sender = requireOwner(state, caller, path("org"), owns("members", "write"));
    const repository = findRepository(state, path("owner"), path("repo"));
    if (repository === undefined) throw notFound();
    const word = body.optionalChoice("permission", ["pull", "triage", "push", "maintain", "admin"]) ?? "push";
    const role = word === "pull" ? "read" : word === "push" ? "write" : word;
    setTeamRole(state, sender, requireTeam(state, path("team_slug")), repository, role);
    return { status: 204 };
  }),

  route("DELETE /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}")(({ state, caller, path }) => {
    const sender = requireOwner(state, caller, path("org"), owns("members", "write"));
    const repository = findRepository(state, path("owner"), path("repo"));
    if (repository === undefined) throw notFound();
    setTeamRole(state, sender, requireTeam(state, path("team_slug")), repository, "none");
    return { status: 204 };
  }),

  route("DELETE /orgs/{org}/teams/{team_slug}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    const team = requireTeam(state, path("team_slug"));
    deleteTeam(state, requireMaintainer(state, caller, team), team);
    return { status: 204 };
  }),
];

function listMembers(state: State, url: URL, team: Team, role = "all") {
  const members = listTeamMembers(team).filter(
    (account) => role === "all" || teamRole(state, team, account) === role,
  );
  const { items, link } = takePage(url, members);
  return { status: 200, body: items.map((account) => userPayload(state, account)), link } as const;
}

const teamRoles = ["member", "maintainer"] as const;

function changeMembership(
  state: State,
  caller: Caller,
  team: Team,
  login: string,
  role: (typeof teamRoles)[number] | undefined,
) {
  const sender = requireMaintainer(state, caller, team);
  const account = requirePerson(state, login);
  refuseSynchronized(team);
  addToTeam(state, sender, team, account, role);
  return readMembership(state, team, account.login);
}

function endMembership(state: State, caller: Caller, team: Team, login: string) {
  const sender = requireMaintainer(state, caller, team);
  const account = requirePerson(state, login);
  refuseSynchronized(team);
  // Whether it takes back an invitation into the organisation is undocumented: here it does not.
  if (!team.invited.includes(account)) removeFromTeam(state, sender, team, account);
  return { status: 204 } as const;
}

/** "When you have team synchronization set up for a team", its membership is the identity provider's alone. */
function refuseSynchronized({ synchronized }: Team): void {
  if (synchronized) throw new HttpError(403, "Team synchronization is enabled for this team.");
}

/** GitHub calls an organisation's owner a maintainer of every team they are in. */
const teamRole = (state: State, team: Team, account: Account): "maintainer" | "member" =>
  state.organization.members.get(account.id) === "admin" || team.maintainers.has(account.id)
    ? "maintainer"
    : "member";

function readMembership(state: State, team: Team, login: string) {
  const account = requirePerson(state, login);
  const isActive = listTeamMembers(team).includes(account);
  if (!isActive && !team.invited.includes(account)) throw notFound();
  return {
    status: 200,
    body: {
      url: `${teamUrl(state, team)}/memberships/${account.login}`,
      role: teamRole(state, team, account),
      state: isActive ? "active" : "pending",
    },
  } as const;
}

/** Owners of the organisation and maintainers of the team may change it; apps need the permission `members`. */
function requireMaintainer(state: State, caller: Caller, team: Team): Account {
  if (caller.kind === "installation") {
    if (hasPermission(caller, { app: { permissions: ["members"], level: "write" }, person: "admin" })) {
      return caller.account;
    }
    throw new HttpError(403, "Resource not accessible by integration");
  }
  if (caller.kind === "person") {
    const { account } = caller;
    if (state.organization.members.get(account.id) === "admin") return account;
    if (team.maintainers.has(account.id) && team.members.includes(account)) return account;
  }
  throw new HttpError(403, "You must be an organization owner or team maintainer to do this.");
}

export function requireTeam(state: State, slug: string): Team {
  const team = findTeam(state, slug);
  if (team === undefined) throw notFound();
  return team;
}

export function requireTeamById(state: State, text: string): Team {
  const id = readId(text);
  const team = state.teams.find((known) => known.id === id);
  if (team === undefined) throw notFound();
  return team;
}
