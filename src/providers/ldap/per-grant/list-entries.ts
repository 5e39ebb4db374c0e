import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { Grant } from "../../../core/access/grant.ts";
import type { Entry } from "../connection/entry.ts";
import { EVERYTHING } from "../connection/filter.ts";
import type { Directory } from "../identity/directory.ts";
import { isUnder, normal } from "../identity/dn.ts";
import { isGroup, type Target } from "../identity/groups.ts";
import { toGrant } from "../membership/list-memberships.ts";
import { memberAttribute, membersOf, readMembers, resolveMembers } from "../membership/members.ts";
import { isGrantOf } from "./grant-entry.ts";
import { findPlace } from "./place.ts";

/** Everybody who holds what a target gives. An entry is ours if its name is the one that its member's ids give it. */
export async function listEntries(
  directory: Directory,
  entitlement: Entitlement,
  target: Target,
): Promise<Grant[]> {
  const { under, group } = await findPlace(directory, target);
  if (group === undefined) {
    const entries = await searchGroups(directory, under);
    return (await Promise.all(entries.map((entry) => listOne(directory, entitlement, target, entry)))).flat();
  }
  const members = await resolveMembers(directory, await readMembers(directory, group.dn));
  const grants: Grant[] = [];
  for (const member of members) {
    const { dn, entry } = member;
    const isGrant = entry !== undefined && isGroup(entry) && isUnder(dn, under);
    if (isGrant) grants.push(...(await listOne(directory, entitlement, target, entry)));
    else grants.push(toGrant(directory, entitlement, target, member, "standing"));
  }
  return grants;
}

async function searchGroups({ session, configuration }: Directory, under: string): Promise<Entry[]> {
  const attributes = ["objectClass", "cn", "description", memberAttribute(configuration)];
  const found = await session.search({ base: under, scope: "sub", filter: EVERYTHING, attributes });
  return found.filter(isGroup);
}

async function listOne(
  directory: Directory,
  entitlement: Entitlement,
  target: Target,
  entry: Entry,
): Promise<Grant[]> {
  const values = membersOf(entry, memberAttribute(directory.configuration));
  // The entry itself is the member that it has before the person.
  const others = values.filter((dn) => normal(dn) !== normal(entry.dn));
  return (await resolveMembers(directory, others)).map((member) => {
    const grant = toGrant(directory, entitlement, target, member, "standing");
    return isGrantOf(entry, grant.ids) ? { ...grant, origin: "ours" } : grant;
  });
}
