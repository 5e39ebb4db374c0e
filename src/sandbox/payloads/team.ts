import type { Team } from "../accounts.ts";
import type { State } from "../state.ts";
import { organizationPayload } from "./account.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** A team in the form that fits wherever GitHub shows one. */
export function teamPayload(state: State, team: Team): Schemas["team"] & Schemas["team-simple"] {
  const url = teamUrl(state, team);
  return {
    id: team.id,
    node_id: nodeId("Team", team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    url,
    html_url: `${state.url}/orgs/${state.organization.account.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: state.organization.account.id,
    parent: null,
  };
}

export const teamUrl = (state: State, team: Team): string =>
  `${state.url}/organizations/${state.organization.account.id}/team/${team.id}`;

/** A team with its counts and its organisation. */
export function fullTeamPayload(state: State, team: Team): Schemas["team-full"] {
  const since = formatTime(state.startedAt);
  return {
    ...teamPayload(state, team),
    privacy: "closed",
    notification_setting: "notifications_enabled",
    parent: null,
    members_count: team.members.length,
    repos_count: state.repositories.filter(({ teams }) => teams.has(team.id)).length,
    created_at: since,
    updated_at: since,
    organization: {
      ...organizationPayload(state, state.organization),
      html_url: `${state.url}/${state.organization.account.login}`,
      has_organization_projects: false,
      has_repository_projects: false,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      created_at: since,
      updated_at: since,
      archived_at: null,
      type: "Organization",
    },
  };
}
