import { ProviderError } from "../../adapter/error.ts";
import type { LdapConfiguration } from "../configuration.ts";
import { type Entry, valuesOf } from "../connection/entry.ts";
import type { Change, Question, Session } from "../connection/session.ts";
import type { Directory } from "../identity/directory.ts";
import { normal } from "../identity/dn.ts";
import { ID_ATTRIBUTES } from "../identity/ids.ts";
import { personAttributes, toPerson } from "../identity/principals.ts";

export const memberAttribute = ({ memberAttribute = "member" }: LdapConfiguration): string => memberAttribute;

/** `member;lang-en`: an attribute with options is asked for and found as `member`, and changed by its own name alone. RFC 4512, section 2.5.2. */
export const namesWithOptions = (entry: Entry, attribute: string): string[] =>
  [...entry.attributes.keys()].filter((name) => name.startsWith(`${attribute.toLowerCase()};`));

/** The members of an entry that was asked for `attribute`, each once. */
export const membersOf = (entry: Entry, attribute: string): readonly string[] => [
  ...new Set([attribute, ...namesWithOptions(entry, attribute)].flatMap((name) => valuesOf(entry, name))),
];

/** The changes that leave an entry with this member and no other. */
export async function leaveOnly(
  { session, configuration }: Directory,
  dn: string,
  value: string,
): Promise<Change[]> {
  const attribute = memberAttribute(configuration);
  const entry = await session.read(dn, { attributes: [attribute] });
  const others = entry === undefined ? [] : namesWithOptions(entry, attribute);
  return [
    { operation: "replace", attribute, values: [value] },
    ...others.map((name): Change => ({ operation: "replace", attribute: name, values: [] })),
  ];
}

/** Values that a domain controller gives at once: at most 1,500 (MaxValRange in [MS-ADTS], "LDAP Policies"). */
const WINDOW = 1000;

/** Times that a large group is read until two readings agree. */
const READINGS = 4;

/**
 * The DNs of a group's direct members. Active Directory gives them in windows, and somebody may change the group between two of them: a
 * group of several windows is read until two readings agree.
 */
export async function readMembers(directory: Directory, dn: string): Promise<readonly string[]> {
  const { session, configuration, provider } = directory;
  const attribute = memberAttribute(configuration);
  if (directory.flavour !== "active-directory") return readAll(directory, dn, attribute);
  let last: string | undefined;
  for (let reading = 0; reading < READINGS; reading++) {
    const { values, windows } = await readWindows(session, provider, dn, []);
    const seen = values.toSorted().join("\n");
    if (windows === 1 || seen === last) return values;
    last = seen;
  }
  throw new ProviderError(provider, "BUSY", new Error("The group changed while it was read."));
}

/** The values of `member` in windows: `member;range=0-999` and so on. The last one is marked with `*`. */
export async function readWindows(
  session: Pick<Session, "read">,
  provider: string,
  dn: string,
  controls: NonNullable<Question["controls"]>,
  size = WINDOW,
): Promise<{ readonly values: readonly string[]; readonly windows: number }> {
  const values: string[] = [];
  for (let windows = 1, start = 0; ; windows++) {
    const asked = `member;range=${start}-${start + size - 1}`;
    const entry = await session.read(dn, { attributes: [asked], controls });
    if (entry === undefined) throw new ProviderError(provider, "BUSY", new Error("The group is gone."));
    const window = findWindow(entry);
    // ldapts shows an attribute that was asked for and is not there as one without values.
    if (window === undefined || window.values.length === 0)
      return { values: [...values, ...valuesOf(entry, "member")], windows };
    values.push(...window.values);
    if (window.end === "*") return { values, windows };
    const next = Number(window.end) + 1;
    if (!(next > start))
      throw new ProviderError(provider, "UNEXPECTED", new Error("A window without an end."));
    start = next;
  }
}

function findWindow(entry: Entry): { readonly values: readonly string[]; readonly end: string } | undefined {
  for (const name of entry.attributes.keys()) {
    const end = /^member;range=\d+-(?<end>\d+|\*)$/u.exec(name)?.groups?.end;
    if (end !== undefined) return { values: valuesOf(entry, name), end };
  }
  return undefined;
}

/** The classes of RFC 4519 that demand a member: without one, Hallpass may not read it. */
const DEMANDING = ["groupofnames", "groupofuniquenames"];

export const demandsMember = (entry: Entry): boolean =>
  valuesOf(entry, "objectClass").some((name) => DEMANDING.includes(name.toLowerCase()));

async function readAll(
  { session, provider }: Directory,
  dn: string,
  attribute: string,
): Promise<readonly string[]> {
  const entry = await session.read(dn, { attributes: [attribute, "objectClass"] });
  if (entry === undefined) throw new ProviderError(provider, "BUSY", new Error("The group is gone."));
  const values = membersOf(entry, attribute);
  if (values.length === 0 && demandsMember(entry))
    throw new ProviderError(provider, "REFUSED", new Error(`Hallpass may not read ${attribute} of "${dn}".`));
  return values;
}

/** A member value, and the entry that it points at; none where that does not exist, or Hallpass may not see it. */
export interface Member {
  readonly dn: string;
  readonly entry: Entry | undefined;
}

/** Reads sent before their answers come. slapd holds a thousand for each connection. */
const AT_ONCE = 50;

const MEMBER_ATTRIBUTES = ["objectClass", "cn", "description", "member", "uniqueMember"];

export async function resolveMembers(directory: Directory, dns: readonly string[]): Promise<Member[]> {
  const { configuration, flavour, session } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const attributes = [...personAttributes(configuration), ...MEMBER_ATTRIBUTES, ...binary];
  const members: Member[] = [];
  for (let from = 0; from < dns.length; from += AT_ONCE) {
    const reads = dns
      .slice(from, from + AT_ONCE)
      .map(async (dn) => ({ dn, entry: await session.read(dn, { attributes, binary }) }));
    members.push(...(await Promise.all(reads)));
  }
  return members.filter((member) => !isPlaceholder(directory, member));
}

/** The member that keeps a group from being empty: no access, unless somebody is made a person under its name. */
const isPlaceholder = (directory: Directory, { dn, entry }: Member): boolean => {
  const { placeholder } = directory.configuration;
  if (placeholder === undefined || normal(dn) !== normal(placeholder)) return false;
  return entry === undefined || toPerson(directory, entry) === undefined;
};
