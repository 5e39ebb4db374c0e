import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { isInClear } from "../adapter/connection/own-host.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { refuseRepeated } from "../adapter/entry/refuse-repeated.ts";
import { type LdapEntry, ldapSchema } from "./configuration.ts";
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
  if (!entry.startTls && isInClear(entry.url))
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
  refuseRepeated(
    listRoles(entry.resources),
    (id, first, second) =>
      `${where}/resources: "${id}" is the group of ${first} and of ${second}. Give each its own group.`,
  );
  const password = context.readSecret("passwordFrom", passwordFrom, `the password of "${entry.bindDn}"`);
  return ldapProvider({ ...entry, name, password }, context.now);
}
