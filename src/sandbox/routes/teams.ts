import type { Account, Team } from "../accounts.ts";
import { notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { route } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { fullTeamPayload, teamPayload, teamUrl } from "../payloads/team.ts";
import { findTeam, type State } from "../state.ts";
import { requireMember, requireMembersAccess, requirePerson } from "./organization.ts";

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

  route("GET /orgs/{org}/teams/{team_slug}/memberships/{username}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    return readMembership(state, requireTeam(state, path("team_slug")), path("username"));
  }),

  route("GET /teams/{team_id}/memberships/{username}")(({ state, caller, path }) => {
    requireMember(state, caller);
    return readMembership(state, requireTeamById(state, path("team_id")), path("username"));
  }),
];

function listMembers(state: State, url: URL, team: Team, role = "all") {
  const members = team.members.filter((account) => role === "all" || teamRole(state, account) === role);
  const { items, link } = takePage(url, members);
  return { status: 200, body: items.map((account) => userPayload(state, account)), link } as const;
}

/** GitHub calls an organisation's owner a maintainer of every team it is in. */
const teamRole = (state: State, account: Account): "maintainer" | "member" =>
  state.organization.members.get(account.id) === "admin" ? "maintainer" : "member";

function readMembership(state: State, team: Team, login: string) {
  const account = requirePerson(state, login);
  if (!team.members.includes(account)) throw notFound();
  return {
    status: 200,
    body: {
      url: `${teamUrl(state, team)}/memberships/${account.login}`,
      role: teamRole(state, account),
      state: "active",
    },
  } as const;
}

function requireTeam(state: State, slug: string): Team {
  const team = findTeam(state, slug);
  if (team === undefined) throw notFound();
  return team;
}

function requireTeamById(state: State, text: string): Team {
  const id = readId(text);
  const team = state.teams.find((known) => known.id === id);
  if (team === undefined) throw notFound();
  return team;
}
