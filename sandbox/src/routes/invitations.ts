import { acceptInvitation } from "../accept-invitation.ts";
import type { OrganizationInvitation } from "../accounts.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { route } from "../http/route.ts";
import { removeMember } from "../member-changes.ts";
import { cancelInvitation, findInvitation } from "../organization-invitations.ts";
import { userPayload } from "../payloads/account.ts";
import { membershipPayload } from "../payloads/membership.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import type { State } from "../state.ts";
import { owns, requireMember, requireMembersAccess, requireOwner, requirePerson } from "./organization.ts";
import { requireTeam, requireTeamById } from "./teams.ts";

/** Invitations into the organisation: who is asked to join a team without being a member gets one. */
export const invitationRoutes = [
  route("GET /orgs/{org}/invitations")(({ state, caller, url, path }) => {
    requireOwner(state, caller, path("org"), owns("members", "read"));
    return listInvitations(state, url, state.organization.invitations);
  }),

  route("DELETE /orgs/{org}/invitations/{invitation_id}")(({ state, caller, path }) => {
    requireOwner(state, caller, path("org"), owns("members", "write"));
    const id = readId(path("invitation_id"));
    const invitation = state.organization.invitations.find((known) => known.id === id);
    if (invitation === undefined) throw notFound();
    cancelInvitation(state, invitation);
    return { status: 204 };
  }),

  route("GET /orgs/{org}/teams/{team_slug}/invitations")(({ state, caller, url, path }) => {
    requireMembersAccess(state, caller, path("org"));
    return listInvitations(state, url, ofTeam(state, requireTeam(state, path("team_slug")).invited));
  }),

  route("GET /teams/{team_id}/invitations")(({ state, caller, url, path }) => {
    requireMember(state, caller);
    return listInvitations(state, url, ofTeam(state, requireTeamById(state, path("team_id")).invited));
  }),

  // "If the specified user has been invited to the organization, this will cancel their invitation."
  route("DELETE /orgs/{org}/memberships/{username}")(({ state, caller, path }) => {
    const sender = requireOwner(state, caller, path("org"), owns("members", "write"));
    const account = requirePerson(state, path("username"));
    const invitation = findInvitation(state, account);
    if (invitation === undefined) removeMember(state, sender, account);
    else cancelInvitation(state, invitation);
    return { status: 204 };
  }),

  route("PATCH /user/memberships/orgs/{org}")(({ state, caller, path, body }) => {
    if (caller.kind !== "person") throw new HttpError(403, "Resource not accessible by integration");
    if (path("org").toLowerCase() !== state.organization.account.login.toLowerCase()) throw notFound();
    body.optionalChoice("state", ["active"]);
    const invitation = findInvitation(state, caller.account);
    if (invitation !== undefined) acceptInvitation(state, invitation);
    return { status: 200, body: membershipPayload(state, caller.account) };
  }),
];

const ofTeam = (state: State, invited: readonly { id: number }[]): OrganizationInvitation[] =>
  state.organization.invitations.filter(({ account }) => invited.some(({ id }) => id === account.id));

function listInvitations(state: State, url: URL, invitations: readonly OrganizationInvitation[]) {
  const { items, link } = takePage(url, invitations);
  const body = items.map(({ id, account, inviter, createdAt }) => ({
    id,
    login: account.login,
    email: null,
    role: "direct_member",
    created_at: formatTime(createdAt),
    inviter: userPayload(state, inviter),
    team_count: state.teams.filter(({ invited }) => invited.includes(account)).length,
    node_id: nodeId("OrganizationInvitation", id),
    invitation_teams_url: `${state.url}/organizations/${state.organization.account.id}/invitations/${id}/teams`,
  }));
  return { status: 200, body, link } as const;
}
