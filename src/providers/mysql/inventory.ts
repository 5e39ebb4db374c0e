import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import type { MysqlConfiguration } from "./configuration.ts";
import type { Query } from "./connections/query.ts";
import { toGrant } from "./list-grants.ts";
import { listMemberships, type Role, roleOf } from "./roles/members.ts";
import type { Flavour, Server } from "./server.ts";

/** Stands for the resource where the configuration names none: then the role is the server's own name for it. */
export const NO_RESOURCE = "*";

/** Every direct membership in a role on the server, of accounts and of roles. */
export async function readInventory(
  query: Query,
  server: Server,
  accountHost: string,
  configuration: Pick<MysqlConfiguration, "name" | "resources">,
): Promise<Grant[]> {
  const memberships = await listMemberships(query, server.flavour);
  return memberships.map((membership) =>
    toGrant(server, accountHost, findEntitlement(configuration, server.flavour, membership.role), membership),
  );
}

function findEntitlement(
  { name, resources }: Pick<MysqlConfiguration, "name" | "resources">,
  flavour: Flavour,
  role: Role,
): Entitlement {
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [word, named] of Object.entries(roles))
      if (named === role.name && role.host === roleOf(flavour, named).host)
        return { provider: name, resource, role: word };
  return { provider: name, resource: NO_RESOURCE, role: role.name };
}
