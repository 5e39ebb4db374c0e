import type { Account, Organization } from "../accounts.ts";
import type { State } from "../state.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** GitHub's short form of an account, without its name and address. */
type UserPayload = Omit<Schemas["simple-user"], "name" | "email" | "gravatar_id"> &
  Pick<Account, "id" | "type"> & { gravatar_id: string };

/** The short form of an account that GitHub shows in other resources. */
export function userPayload(state: State, account: Account): UserPayload {
  const url = `${state.url}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("User", account.id),
    avatar_url: `${state.url}/avatars/${account.id}`,
    gravatar_id: "",
    url,
    html_url: pageOf(state, account),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** The account's page for people. A URI cannot have brackets, so a bot's page is its app's. */
const pageOf = (state: State, { login, type }: Account): string =>
  type === "Bot" ? `${state.url}/apps/${login.replace(/\[bot\]$/, "")}` : `${state.url}/${login}`;

/** The account's own page. */
export function profilePayload(
  state: State,
  account: Account,
): Schemas["public-user"] & { user_view_type: "public" } {
  const since = formatTime(state.startedAt);
  return {
    ...userPayload(state, account),
    user_view_type: "public",
    name: account.name,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: since,
    updated_at: since,
  };
}

export function organizationPayload(state: State, { account }: Organization): Schemas["organization-simple"] {
  const url = `${state.url}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("Organization", account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${state.url}/avatars/${account.id}`,
    description: null,
  };
}

/** The organisation's public page. */
export function organizationPagePayload(state: State) {
  const since = formatTime(state.startedAt);
  return {
    ...organizationPayload(state, state.organization),
    html_url: `${state.url}/${state.organization.account.login}`,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: state.repositories.filter((repository) => !repository.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: since,
    updated_at: since,
    archived_at: null,
    type: "Organization" as const,
  };
}
