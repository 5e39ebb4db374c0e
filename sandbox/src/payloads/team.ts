import { listTeamMembers, type Team } from "../accounts.ts";
import type { State } from "../state.ts";
import { organizationPagePayload } from "./account.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** A team in the form that all of GitHub's answers share. */
export const teamPayload = (state: State, team: Team) => ({
  ...teamFacts(state, team),
  parent: team.parent === undefined ? null : teamFacts(state, team.parent),
});

function teamFacts(state: State, team: Team) {
  const url = teamUrl(state, team);
  return {
    id: team.id,
    node_id: nodeId("Team", team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: team.privacy,
    notification_setting: "notifications_enabled" as const,
    permission: "pull",
    url,
    html_url: `${state.url}/orgs/${state.organization.account.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization" as const,
    organization_id: state.organization.account.id,
  };
}

export const teamUrl = (state: State, team: Team): string =>
  `${state.url}/organizations/${state.organization.account.id}/team/${team.id}`;

/** A team with its counts and its organisation. */
export function fullTeamPayload(state: State, team: Team): Schemas["team-full"] {
  const since = formatTime(state.startedAt);
  return {
    ...teamPayload(state, team),
    members_count: listTeamMembers(team).length,
    repos_count: state.repositories.filter(({ teams }) => (teams.get(team.id) ?? "none") !== "none").length,
    created_at: since,
    updated_at: since,
    organization: organizationPagePayload(state),
  };
}
