import { valuesOf } from "../connection/entry.ts";
import type { Session } from "../connection/session.ts";
import type { Directory } from "../identity/directory.ts";
import { normal } from "../identity/dn.ts";
import { readWindows } from "./members.ts";

/** LDAP_SERVER_LINK_TTL_OID: a search shows the seconds that a link has left. [MS-ADTS], "LDAP Extended Controls". */
const LINK_TTL = "1.2.840.113556.1.4.2309";

/** Whether the forest removes links at their end: the optional feature Privileged Access Management ([MS-ADTS], section 3.1.1.9.2). */
export async function hasLinkTtl({
  session,
  settings,
}: Pick<Directory, "session" | "settings">): Promise<boolean> {
  if (settings === undefined) return false;
  const feature = `CN=Privileged Access Management Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,${settings}`;
  const entry = await session.read(feature, { attributes: ["msDS-EnabledFeatureBL"] });
  return entry !== undefined && valuesOf(entry, "msDS-EnabledFeatureBL").length > 0;
}

/** A member value that the directory removes after these seconds. */
export const ttlDn = (seconds: number, dn: string): string => `<TTL=${seconds},${dn}>`;

/** Seconds left for a member of a group; `undefined` where it has no end, or is no member. */
export async function readLinkTtl(
  session: Pick<Session, "read">,
  provider: string,
  groupDn: string,
  memberDn: string,
): Promise<number | undefined> {
  const { values } = await readWindows(session, provider, groupDn, [LINK_TTL]);
  for (const value of values) {
    const { seconds, dn } = /^<TTL=(?<seconds>\d+),(?<dn>.*)>$/su.exec(value)?.groups ?? {};
    if (dn !== undefined && normal(dn) === normal(memberDn)) return Number(seconds);
  }
  return undefined;
}
