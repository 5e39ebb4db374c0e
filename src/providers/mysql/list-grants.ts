import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { ProviderError } from "../adapter/error.ts";
import { accountId, principalOf } from "./accounts/account.ts";
import type { Query } from "./connections/query.ts";
import { roleExists } from "./roles/lent-role.ts";
import { listMemberships, type Membership, roleId, roleOf } from "./roles/members.ts";
import { instanceOf, type Server } from "./server.ts";

export interface Asked {
  readonly entitlement: Entitlement;
  /** The server's name of the role. */
  readonly role: string;
}

/** Lists direct memberships only. Throws for a configured role that does not exist, instead of showing no holders. */
export async function listGrants(
  query: Query,
  provider: string,
  server: Server,
  accountHost: string,
  asked: readonly Asked[],
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const { entitlement, role: name } of asked) {
    const role = roleOf(server.flavour, name);
    if (!(await roleExists(query, server, role))) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
    const memberships = await listMemberships(query, server.flavour, name);
    grants.push(
      ...memberships
        .filter((each) => each.role.host === role.host)
        .map((membership) => toGrant(server, accountHost, entitlement, membership)),
    );
  }
  return grants;
}

/** Neither server records who granted a role, or when. */
export const toGrant = (
  server: Server,
  accountHost: string,
  entitlement: Entitlement,
  { role, member }: Membership,
): Grant => ({
  principal: principalOf(member, accountHost),
  entitlement,
  ids: { instance: instanceOf(server), principal: accountId(member), entitlement: roleId(role) },
  origin: "unknown",
});
