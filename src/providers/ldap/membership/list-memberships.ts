import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { Grant } from "../../../core/access/grant.ts";
import { all, equals, reaches } from "../connection/filter.ts";
import { searchPaged } from "../connection/search-paged.ts";
import type { Directory } from "../identity/directory.ts";
import { domainScope } from "../identity/find-by-id.ts";
import { isGroup, type Target } from "../identity/groups.ts";
import { ID_ATTRIBUTES, idOf } from "../identity/ids.ts";
import { relativeId } from "../identity/object-sid.ts";
import { personAttributes, principalFilter, toPerson } from "../identity/principals.ts";
import { type Member, readMembers, resolveMembers } from "./members.ts";

/** Every member of the group: direct ones, and in Active Directory those through other groups and by their primary group. */
export async function listMemberships(
  directory: Directory,
  entitlement: Entitlement,
  group: Target,
): Promise<Grant[]> {
  const direct = await resolveMembers(directory, await readMembers(directory, group.dn));
  const indirect = await findIndirect(directory, group);
  const grants = [...direct, ...indirect].map((member) =>
    toGrant(directory, entitlement, group, member, "unknown"),
  );
  return [...new Map(grants.map((grant) => [grant.ids.principal, grant])).values()];
}

export function toGrant(
  directory: Directory,
  entitlement: Entitlement,
  group: Pick<Target, "id">,
  { dn, entry }: Member,
  origin: Grant["origin"],
): Grant {
  const { instance, flavour } = directory;
  // A group may have a name in the principals' attribute, too.
  const person = entry === undefined || isGroup(entry) ? undefined : toPerson(directory, entry);
  const id = entry && idOf(flavour, entry);
  return {
    principal: person?.name ?? dn,
    entitlement,
    // A member that is nobody's entry is still access for whoever gets an entry of that name.
    ids: { instance, principal: id ?? `dn:${dn}`, entitlement: group.id },
    origin,
  };
}

/** Members whose membership is not a value of the group. */
async function findIndirect(directory: Directory, group: Target): Promise<Member[]> {
  const { configuration, flavour } = directory;
  if (flavour !== "active-directory") return [];
  const people = principalFilter(configuration);
  const question = {
    ...({ base: directory.root, scope: "sub", binary: ID_ATTRIBUTES[flavour] } as const),
    attributes: [...personAttributes(configuration), ...ID_ATTRIBUTES[flavour]],
    controls: domainScope(directory),
  };
  const nested = await searchPaged(directory, {
    ...question,
    filter: all(people, reaches("memberOf", group.dn)),
  });
  const number = String(relativeId(group.id));
  const primary = await searchPaged(directory, {
    ...question,
    filter: all(people, equals("primaryGroupID", number)),
  });
  return [...nested, ...primary].map((entry) => ({ dn: entry.dn, entry }));
}
