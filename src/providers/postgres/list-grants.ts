import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Logins } from "./configuration.ts";
import { readMark } from "./logins/login.ts";
import { listMemberships, type Membership } from "./memberships.ts";
import type { Target } from "./pair.ts";
import { findByName, instanceOf, readServer, type Server } from "./roles.ts";
import type { Query } from "./sessions/query.ts";

/** Lists direct memberships only. Throws for a configured role that does not exist: it may be renamed and still held. */
export async function listGrants(
  query: Query,
  asked: readonly { readonly entitlement: Entitlement; readonly target: Target }[],
  logins: Logins = "standing",
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const { entitlement, target } of asked) {
    const server = await readServer(query, target.address);
    const role = await findByName(query, target.role);
    if (role === undefined) throw new ProviderError(target.provider, "UNKNOWN_ENTITLEMENT");
    // A login made for a grant is distinguishable on every version of the server.
    const separate = server.separate || logins === "per-grant";
    const memberships = await listMemberships(query, role.id);
    grants.push(...memberships.map((membership) => toGrant(server, separate, entitlement, membership)));
  }
  return grants;
}

function toGrant(
  server: Server,
  separate: boolean,
  entitlement: Entitlement,
  { role, member, comment, byUs }: Membership,
): Grant {
  const login = readMark(comment);
  // A login of ours that another person gave a further role holds that role like any other account.
  if (login?.ids.entitlement === role.id) {
    return { principal: login.principal, entitlement, ids: login.ids, origin: "ours" };
  }
  return {
    principal: member.name,
    entitlement,
    ids: { instance: instanceOf(server), principal: member.id, entitlement: role.id },
    origin: separate ? (server.separate && byUs ? "ours" : "standing") : "unknown",
  };
}
