import type { Account, Team } from "./accounts.ts";
import type { Repository } from "./model.ts";
import { organizationPayload, userPayload } from "./payloads/account.ts";
import { repositoryPayload } from "./payloads/repository.ts";
import type { Schemas } from "./payloads/schemas.ts";
import { teamPayload } from "./payloads/team.ts";
import type { State } from "./state.ts";

/** Tells the apps that a person joined or left a team. */
export function sendMembershipEvent(
  state: State,
  sender: Account,
  team: Team,
  member: Account,
  action: "added" | "removed",
): void {
  const payload: Pick<Schemas["webhook-membership-removed"], "scope" | "member" | "team"> = {
    scope: "team",
    member: userPayload(state, member),
    team: teamPayload(state, team),
  };
  send(state, sender, "membership", { action, ...payload });
}

type TeamChange =
  | { readonly action: "created" | "deleted" }
  | { readonly action: "edited"; readonly changes: Schemas["webhook-team-edited"]["changes"] }
  | { readonly action: "added_to_repository" | "removed_from_repository" };

/** Tells the apps about a team, and about a repository if the team's role there changed. */
export function sendTeamEvent(
  state: State,
  sender: Account,
  team: Team,
  change: TeamChange,
  repository?: Repository,
): void {
  const about = repository === undefined ? {} : { repository: repositoryPayload(state, repository) };
  send(state, sender, "team", { ...change, team: teamPayload(state, team), ...about });
}

/** Tells the apps that a person joined or left the organisation. */
export function sendMemberEvent(
  state: State,
  sender: Account,
  member: Account,
  role: string,
  action: "member_added" | "member_removed",
): void {
  const { url } = organizationPayload(state, state.organization);
  const payload: Pick<Schemas["webhook-organization-member-removed"], "membership"> = {
    membership: {
      url: `${url}/memberships/${member.login}`,
      state: action === "member_added" ? "active" : "inactive",
      role,
      organization_url: url,
      user: userPayload(state, member),
    },
  };
  send(state, sender, "organization", { action, ...payload });
}

/** Tells the apps about the organisation's new login. */
export function sendRenamedEvent(state: State, sender: Account, from: string): void {
  const payload: Pick<Schemas["webhook-organization-renamed"], "changes"> = { changes: { login: { from } } };
  send(state, sender, "organization", { action: "renamed", ...payload });
}

function send(
  state: State,
  sender: Account,
  event: string,
  payload: { readonly action: string; readonly [field: string]: unknown },
): void {
  const organization = organizationPayload(state, state.organization);
  for (const app of state.apps.filter(({ permissions }) => permissions.members !== undefined)) {
    state.webhooks.send(app, {
      event,
      action: payload.action,
      repositoryId: undefined,
      payload: { ...payload, organization, sender: userPayload(state, sender) },
    });
  }
}
