import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { isInClear, type LdapEntry, ldapSchema } from "./configuration.ts";
import { ldapProvider } from "./provider.ts";

/** See docs/providers/ldap.md. */
export const ldapAdapter = defineAdapter<LdapEntry>({
  schema: ldapSchema,
  abilities: {
    system: "LDAP groups: OpenLDAP 2.5 and later, Active Directory",
    container: ["separate", "shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "real server",
  },
  open,
});

function open({ passwordFrom, ...entry }: LdapEntry, context: ProviderContext): Provider {
  const { where, name } = context;
  if (isInClear(entry))
    throw new Error(
      `${where}/url: "${entry.url}" would send the password in clear text. Use ldaps://, or set startTls: true.`,
    );
  if (entry.startTls && entry.url.startsWith("ldaps:"))
    throw new Error(`${where}/startTls: ldaps:// is encrypted from its first byte. Remove startTls.`);
  if (entry.nestedFrom !== undefined && entry.mode !== "dynamic-group")
    throw new Error(
      `${where}/nestedFrom: it belongs to mode: dynamic-group. Set that, or remove nestedFrom.`,
    );
  if (entry.mode === "dynamic-group" && entry.flavour === "active-directory")
    throw new Error(`${where}/mode: dynamic-group is for OpenLDAP with the overlay dds. Use mode: member.`);
  refuseSharedGroups(where, entry);
  const password = context.readSecret("passwordFrom", passwordFrom, `the password of "${entry.bindDn}"`);
  return ldapProvider({ ...entry, name, password }, context.now);
}

/** With two names for one group, the first end would cut off the other grant. */
function refuseSharedGroups(where: string, { resources }: Pick<LdapEntry, "resources">): void {
  const names = new Map<string, string>();
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role, id] of Object.entries(roles)) {
      const other = names.get(id);
      if (other !== undefined)
        throw new Error(
          `${where}/resources: "${id}" is the group of ${other} and of ${resource}/${role}. Give each its own group.`,
        );
      names.set(id, `${resource}/${role}`);
    }
}
