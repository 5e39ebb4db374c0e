import type { Entitlement } from "../../core/entitlement.ts";
import type { Grant } from "../../core/ports/provider.ts";
import { ProviderError } from "../error.ts";
import { listMemberships, type Membership } from "./memberships.ts";
import type { Target } from "./pair.ts";
import { findByName, instanceOf, readServer, type Server } from "./roles.ts";
import type { Query } from "./sessions.ts";

/** Direct memberships only. A configured role that is not there is an error: renamed, it may still be held. */
export async function listGrants(
  query: Query,
  asked: readonly { readonly entitlement: Entitlement; readonly target: Target }[],
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const { entitlement, target } of asked) {
    const server = await readServer(query, target.address);
    const role = await findByName(query, target.role);
    if (role === undefined) throw new ProviderError(target.provider, "UNKNOWN_ENTITLEMENT");
    const memberships = await listMemberships(query, role.id);
    grants.push(...memberships.map((membership) => toGrant(server, entitlement, membership)));
  }
  return grants;
}

const toGrant = (server: Server, entitlement: Entitlement, { role, member, byUs }: Membership): Grant => ({
  principal: member.name,
  entitlement,
  ids: { instance: instanceOf(server), principal: member.id, entitlement: role.id },
  origin: server.separate ? (byUs ? "ours" : "standing") : "unknown",
});
