import type { Permission } from "../access.ts";
import type { App } from "../accounts.ts";
import type { AppPermissions } from "../seed.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** The events that an app may subscribe to, with the permission that each needs. */
const webhookEvents: readonly (readonly [event: string, permission: Permission])[] = [
  ["check_run", "checks"],
  ["check_suite", "checks"],
  ["deployment_protection_rule", "deployments"],
  ["issue_comment", "issues"],
  ["issues", "issues"],
  ["member", "members"],
  ["membership", "members"],
  ["organization", "members"],
  ["pull_request", "pull_requests"],
  ["pull_request_review", "pull_requests"],
  ["pull_request_review_thread", "pull_requests"],
  ["push", "contents"],
  ["repository", "metadata"],
  ["team", "members"],
];

/** The events that an app gets: all that its permissions allow. */
export const eventsOf = ({ webhookUrl, permissions }: App): string[] =>
  webhookEvents.flatMap(([event, permission]) =>
    webhookUrl === undefined || permissions[permission] === undefined ? [] : [event],
  );

export function appPayload(state: State, app: App): NonNullable<Schemas["integration"]> {
  const since = formatTime(state.startedAt);
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId("App", app.id),
    client_id: `Iv1.${app.id}`,
    owner: userPayload(state, state.organization.account),
    name: app.name,
    description: null,
    external_url: state.url,
    html_url: `${state.url}/apps/${app.slug}`,
    created_at: since,
    updated_at: since,
    permissions: app.permissions,
    events: eventsOf(app),
    installations_count: 1,
  };
}

/** An installation in the form that all of GitHub's answers share. */
export function installationPayload(state: State, app: App) {
  const { account } = state.organization;
  const since = formatTime(state.startedAt);
  return {
    id: app.installationId,
    account: userPayload(state, account),
    repository_selection: "selected" as const,
    access_tokens_url: `${state.url}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${state.url}/installation/repositories`,
    html_url: `${state.url}/organizations/${account.login}/settings/installations/${app.installationId}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: permissionsPayload(app.permissions),
    events: eventsOf(app),
    created_at: since,
    updated_at: since,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

/** An app's permissions. Every installation may read metadata. */
export const permissionsPayload = (permissions: AppPermissions): Schemas["app-permissions"] => ({
  ...permissions,
  metadata: permissions.metadata ?? "read",
});
