import { ProviderError } from "../../adapter/error.ts";
import { bytesOf, type Entry, soleValueOf } from "../connection/entry.ts";
import { reaches } from "../connection/filter.ts";
import type { Directory } from "./directory.ts";
import { domainScope } from "./find-by-id.ts";
import { relativeId, sidText } from "./object-sid.ts";

/**
 * Groups with power over the domain, by the last number of their SID: read-only domain controllers of the enterprise, Domain Admins, domain
 * controllers, certificate publishers, Schema and Enterprise Admins, Group Policy owners, read-only controllers, Key and Enterprise Key
 * Admins. [MS-DTYP], section 2.4.2.4.
 */
const POWERFUL = [498, 512, 516, 517, 518, 519, 520, 521, 526, 527];

/** Built-in groups that only let people in: Users, Guests, Pre-Windows 2000 Compatible Access. */
const HARMLESS = [545, 546, 554];

/** A group that has power by its name only: its number differs from domain to domain. */
const POWERFUL_NAMES = ["dnsadmins"];

/** Throws for a group that has, or whose groups have, power over the directory. OpenLDAP keeps that in its configuration: nothing shows it there. */
export async function refusePower(directory: Directory, dn: string): Promise<void> {
  const name = await findPower(directory, dn);
  if (name === undefined) return;
  const why = new Error(`The group is, or is a member of, "${name}", which has power over the domain.`);
  throw new ProviderError(directory.provider, "REFUSED", why);
}

/** The powerful group that an entry is or reaches; `undefined` for none. */
export async function findPower(directory: Directory, dn: string): Promise<string | undefined> {
  if (directory.flavour !== "active-directory") return undefined;
  const ask = { attributes: ["objectSid", "adminCount", "sAMAccountName"], binary: ["objectSid"] };
  const own = await directory.session.read(dn, ask);
  const above = await directory.session.search({
    ...{ base: directory.root, scope: "sub", ...ask },
    filter: reaches("member", dn),
    controls: domainScope(directory),
  });
  const found = [...(own ? [own] : []), ...above].find(isPowerful);
  return found && nameOf(found);
}

const nameOf = (entry: Entry): string => soleValueOf(entry, "sAMAccountName") ?? entry.dn;

function isPowerful(entry: Entry): boolean {
  const bytes = bytesOf(entry, "objectSid");
  const sid = bytes && sidText(bytes);
  // The directory protects what AdminSDHolder protects: [MS-ADTS], "AdminSDHolder".
  const isProtected = soleValueOf(entry, "adminCount") === "1";
  const isNamed = POWERFUL_NAMES.includes(nameOf(entry).toLowerCase());
  return isProtected || isNamed || (sid !== undefined && isPowerfulSid(sid));
}

/** S-1-5-32 are the server's own groups: administrators, account, backup, server and print operators among them. */
export const isPowerfulSid = (sid: string): boolean =>
  sid.startsWith("S-1-5-32-")
    ? !HARMLESS.includes(relativeId(sid))
    : isDomainSid(sid) && POWERFUL.includes(relativeId(sid));

const isDomainSid = (sid: string): boolean => sid.startsWith("S-1-5-21-");
