import { describeQuote, listSome, toPhrases } from "../../core/text/phrases.ts";
import { type Entry, soleValueOf, valuesOf } from "./connection/entry.ts";
import { any, equals, reaches } from "./connection/filter.ts";
import type { Directory } from "./identity/directory.ts";
import { domainScope } from "./identity/find-by-id.ts";
import { findTarget } from "./identity/groups.ts";

const ATTRIBUTES = ["cn", "sAMAccountName", "description"];

/**
 * What a member of the group may do, as far as a directory can tell: its name, the groups that it is in, and their descriptions. What these open
 * is written elsewhere.
 */
export async function describeGroup(directory: Directory, uuid: string): Promise<string[]> {
  const { dn } = await findTarget(directory, uuid);
  const group = await directory.session.read(dn, { attributes: ATTRIBUTES });
  const above = await listAbove(directory, dn);
  const name = group === undefined ? dn : nameOf(group);
  return toPhrases([
    `use whatever was given to the group ${name}`,
    ...(above.length === 0
      ? []
      : [`use whatever was given to groups that it is in: ${listSome(above.map(nameOf).toSorted())}`]),
    ...(group === undefined
      ? []
      : describeQuote("the group's description", valuesOf(group, "description")[0])),
  ]);
}

/** In Active Directory however far above ([MS-ADTS], "LDAP Matching Rules"); elsewhere directly: LDAP leaves it to applications whether they follow groups. */
async function listAbove(directory: Directory, dn: string): Promise<Entry[]> {
  const { flavour, root, session } = directory;
  const filter =
    flavour === "active-directory"
      ? reaches("member", dn)
      : any(equals("member", dn), equals("uniqueMember", dn));
  const controls = domainScope(directory);
  return session.search({ base: root, scope: "sub", filter, attributes: ATTRIBUTES, controls });
}

const nameOf = (entry: Entry): string =>
  soleValueOf(entry, "sAMAccountName") ?? valuesOf(entry, "cn")[0] ?? entry.dn;
