import type { Account, OrganizationInvitation } from "./accounts.ts";
import type { State } from "./state.ts";

export function findInvitation(
  { organization }: State,
  account: Account,
): OrganizationInvitation | undefined {
  return organization.invitations.find((invitation) => invitation.account.id === account.id);
}

/** Invites somebody into the organisation; an invitation that waits stays as it is. */
export function invite(state: State, inviter: Account, account: Account): void {
  if (findInvitation(state, account) !== undefined) return;
  state.organization.invitations.push({ id: state.nextId(), account, inviter, createdAt: state.clock() });
}

/** Withdraws an invitation, and with it the places in teams that it held. */
export function cancelInvitation(state: State, { id, account }: OrganizationInvitation): void {
  const { invitations } = state.organization;
  invitations.splice(
    invitations.findIndex((invitation) => invitation.id === id),
    1,
  );
  for (const team of state.teams) team.invited = team.invited.filter((invited) => invited.id !== account.id);
}
