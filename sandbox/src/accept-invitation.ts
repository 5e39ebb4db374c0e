import type { OrganizationInvitation } from "./accounts.ts";
import { addMember } from "./member-changes.ts";
import { sendMembershipEvent } from "./organization-events.ts";
import { cancelInvitation } from "./organization-invitations.ts";
import type { State } from "./state.ts";

/** The person becomes a member of the organisation and of the teams they were invited to. */
export function acceptInvitation(state: State, invitation: OrganizationInvitation): void {
  const { account } = invitation;
  const teams = state.teams.filter(({ invited }) => invited.some(({ id }) => id === account.id));
  cancelInvitation(state, invitation);
  addMember(state, account, account, "member");
  for (const team of teams) {
    team.members = [...team.members, account];
    sendMembershipEvent(state, invitation.inviter, team, account, "added");
  }
}
