import type { Account } from "../accounts.ts";
import { notFound } from "../http/error.ts";
import { findInvitation } from "../organization-invitations.ts";
import type { State } from "../state.ts";
import { organizationPayload, userPayload } from "./account.ts";

/** A membership of the organisation; "pending" of somebody who is only invited. Throws 404 for everyone else. */
export function membershipPayload(state: State, account: Account) {
  const role = state.organization.members.get(account.id);
  if (role === undefined && findInvitation(state, account) === undefined) throw notFound();
  const organization = organizationPayload(state, state.organization);
  return {
    url: `${organization.url}/memberships/${account.login}`,
    state: role === undefined ? ("pending" as const) : ("active" as const),
    role: role ?? ("member" as const),
    organization_url: organization.url,
    organization,
    user: userPayload(state, account),
  };
}
