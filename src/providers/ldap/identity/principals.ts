import { ProviderError } from "../../adapter/error.ts";
import type { LdapConfiguration } from "../configuration.ts";
import { type Entry, soleValueOf, valuesOf } from "../connection/entry.ts";
import { all, equals, type Filter } from "../connection/filter.ts";
import type { Directory } from "./directory.ts";
import { domainScope, findById } from "./find-by-id.ts";
import { ID_ATTRIBUTES, idOf } from "./ids.ts";
import { isOwnAccount } from "./own-account.ts";

export interface Person {
  readonly dn: string;
  readonly id: string;
  readonly name: string;
  /** Active Directory: the number of the group that is not among its members' `member` values. */
  readonly primaryGroup: string | undefined;
}

export const personAttributes = ({ principals }: LdapConfiguration): readonly string[] => [
  principals.attribute,
  "primaryGroupID",
];

/** The filter that the configuration sets for principals. */
export const principalFilter = ({ principals }: LdapConfiguration): Filter =>
  all(principals.filter ?? "(objectClass=*)", `(${principals.attribute}=*)`);

/** The person of this name. Throws unless there is exactly one, with this name alone. */
export async function findPrincipal(directory: Directory, name: string): Promise<Person> {
  const { configuration, session, provider, flavour } = directory;
  const { base, attribute } = configuration.principals;
  if (name === "" || name.includes("\0")) throw new ProviderError(provider, "UNKNOWN_PRINCIPAL");
  const found = await session.search({
    base,
    scope: "sub",
    filter: all(principalFilter(configuration), equals(attribute, name)),
    attributes: [...personAttributes(configuration), ...ID_ATTRIBUTES[flavour]],
    binary: ID_ATTRIBUTES[flavour],
    controls: domainScope(directory),
  });
  // The server may compare without case and space; a listing shows the name as it is written there.
  const [entry, second] = found.filter((each) => valuesOf(each, attribute).includes(name));
  if (entry === undefined) throw new ProviderError(provider, "UNKNOWN_PRINCIPAL");
  const person = second === undefined ? toPerson(directory, entry) : undefined;
  if (person === undefined)
    throw refused(provider, `"${name}" is not the only ${attribute} of exactly one entry with an id.`);
  if (await isOwnAccount(directory, person.id))
    throw refused(provider, `"${name}" is the account of Hallpass.`);
  return person;
}

/** `undefined`: the entry is no person of the configuration. */
export function toPerson({ configuration, flavour }: Directory, entry: Entry): Person | undefined {
  const name = soleValueOf(entry, configuration.principals.attribute);
  const id = idOf(flavour, entry);
  if (name === undefined || id === undefined) return undefined;
  return { dn: entry.dn, id, name, primaryGroup: soleValueOf(entry, "primaryGroupID") };
}

/** The person with this id, under any name; `undefined` where there is none, or Hallpass may not see it. */
export async function findPersonById(directory: Directory, id: string): Promise<Person | undefined> {
  const entry = await findById(directory, id, personAttributes(directory.configuration));
  const found = entry && idOf(directory.flavour, entry);
  if (entry === undefined || found === undefined) return undefined;
  const name = soleValueOf(entry, directory.configuration.principals.attribute) ?? entry.dn;
  return { dn: entry.dn, id: found, name, primaryGroup: soleValueOf(entry, "primaryGroupID") };
}

const refused = (provider: string, why: string): ProviderError =>
  new ProviderError(provider, "REFUSED", new Error(why));
