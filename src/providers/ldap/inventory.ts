import type { Grant } from "../../core/access/grant.ts";
import { soleValueOf, valuesOf } from "./connection/entry.ts";
import { searchPaged } from "./connection/search-paged.ts";
import type { Directory } from "./identity/directory.ts";
import { domainScope } from "./identity/find-by-id.ts";
import { ID_ATTRIBUTES, idOf } from "./identity/ids.ts";
import { toGrant } from "./membership/list-memberships.ts";
import { readMembers, resolveMembers } from "./membership/members.ts";

/** Stands for the resource where the configuration names none: then the role is the group's own name. */
export const NO_RESOURCE = "*";

const GROUPS = "(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))";

/** The direct members of the groups under `inventoryBase` that no resource names. */
export async function* listOtherGroups(
  directory: Directory,
  base: string,
  known: ReadonlySet<string>,
): AsyncGenerator<Grant> {
  const { flavour, provider } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const groups = await searchPaged(directory, {
    ...{ base, scope: "sub", filter: GROUPS, attributes: ["cn", ...binary], binary },
    controls: domainScope(directory),
  });
  for (const group of groups) {
    const id = idOf(flavour, group);
    if (id === undefined || known.has(id)) continue;
    const entitlement = {
      provider,
      resource: NO_RESOURCE,
      role: soleValueOf(group, "cn") ?? valuesOf(group, "cn")[0] ?? group.dn,
    };
    for (const member of await resolveMembers(directory, await readMembers(directory, group.dn)))
      yield toGrant(directory, entitlement, { id }, member, "unknown");
  }
}
