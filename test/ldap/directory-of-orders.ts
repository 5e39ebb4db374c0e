import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { LdapConfiguration } from "../../src/providers/ldap/configuration.ts";
import { ldapProvider } from "../../src/providers/ldap/provider.ts";
import { groupDn, hallpassDn, nobody, passwords, type Slapd, suffix } from "./slapd.ts";

/** Reading the orders in the directory. */
export const entitlement = { provider: "directory", resource: "orders", role: "readonly" };

export const ways = ["member", "direct", "nested"] as const;
export type Way = (typeof ways)[number];

/** What stands for the entitlement in the directory, by the way in which it is lent. */
export const targetOf = (way: Way): string => (way === "direct" ? `ou=direct,ou=leases,${suffix}` : groupDn);

export async function configure(
  slapd: Slapd,
  way: Way = "member",
  overrides: Partial<LdapConfiguration> = {},
): Promise<LdapConfiguration> {
  const readonly = await slapd.uuidOf(targetOf(way));
  return {
    ...{ name: "directory", url: slapd.url, bindDn: hallpassDn, password: passwords.hallpass },
    principals: { base: `ou=people,${suffix}`, attribute: "uid", filter: "(objectClass=inetOrgPerson)" },
    placeholder: nobody,
    resources: { orders: { roles: { readonly } } },
    ...(way !== "member" && { mode: "dynamic-group" }),
    ...(way === "nested" && { nestedFrom: await slapd.uuidOf(`ou=nested,ou=leases,${suffix}`) }),
    ...overrides,
  };
}

export const now = (): Date => new Date();

export const open = async (
  slapd: Slapd,
  way: Way = "member",
  overrides: Partial<LdapConfiguration> = {},
): Promise<Provider> => ldapProvider(await configure(slapd, way, overrides), now);

export async function holdFor(provider: Provider, principal: string, seconds = 3600): Promise<Holding> {
  const ids = await provider.identify(principal, entitlement);
  const holding = { principal, entitlement, ids, until: new Date(Date.now() + seconds * 1000) };
  await provider.hold(holding);
  return holding;
}
