import type { Receipt } from "../../../core/access/grant.ts";
import type { Holding } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Directory } from "../identity/directory.ts";
import type { Target } from "../identity/groups.ts";
import { findPersonById, type Person } from "../identity/principals.ts";
import { addMember, isDirectMember, isHeldElsewhere, removeMember } from "./held.ts";
import { hasLinkTtl, readLinkTtl, ttlDn } from "./link-ttl.ts";

/** Seconds that a link may live longer or shorter than asked for, by the clocks of two machines. */
const SLACK_SECONDS = 120;

/**
 * Makes the person a member of the group, unless she holds it already by whatever way. In a forest whose links can end, with an end; an
 * earlier end of a link is moved later. A link without an end is somebody else's and stays.
 */
export async function holdMembership(
  directory: Directory,
  group: Target,
  person: Person,
  { until }: Holding,
  now: Date,
): Promise<Receipt> {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const canEnd = await hasLinkTtl(directory);
  if (await isDirectMember(directory, group, person.dn)) {
    if (canEnd) await lengthen(directory, group, person, seconds);
    return unchanged;
  }
  if (await isHeldElsewhere(directory, group, person)) return unchanged;
  const code = await addMember(directory, group.dn, canEnd ? ttlDn(seconds, person.dn) : person.dn);
  if (canEnd && code === 0) await verifyEnd(directory, group, person, seconds);
  await verifyName(directory, group, person, code === 0);
  return { changed: code === 0, sessionsEnded: 0 };
}

const unchanged: Receipt = { changed: false, sessionsEnded: 0 };

/** In one change, so that there is no moment without an end and none without access. */
async function lengthen(
  { session, provider }: Directory,
  group: Target,
  person: Person,
  seconds: number,
): Promise<void> {
  const left = await readLinkTtl(session, provider, group.dn, person.dn);
  if (left === undefined || left >= seconds - 1) return;
  await session.modify(group.dn, [
    { operation: "delete", attribute: "member", values: [person.dn] },
    { operation: "add", attribute: "member", values: [ttlDn(seconds, person.dn)] },
  ]);
}

/** A grant whose end was not planted is taken back. */
async function verifyEnd(
  directory: Directory,
  group: Target,
  person: Person,
  seconds: number,
): Promise<void> {
  const { session, provider } = directory;
  const left = await readLinkTtl(session, provider, group.dn, person.dn);
  if (left !== undefined && Math.abs(left - seconds) <= SLACK_SECONDS) return;
  await removeMember(directory, group.dn, person.dn);
  throw new ProviderError(provider, "REFUSED", new Error("The directory did not keep the end of the link."));
}

/** The person was renamed meanwhile: the value may name nobody, or somebody else. Another change of the same moment took it away again. */
async function verifyName(
  directory: Directory,
  group: Target,
  person: Person,
  isOurs: boolean,
): Promise<void> {
  const now = await findPersonById(directory, person.id);
  if (now?.dn === person.dn && (await isDirectMember(directory, group, person.dn))) return;
  if (isOurs && now?.dn !== person.dn) await removeMember(directory, group.dn, person.dn);
  throw new ProviderError(
    directory.provider,
    "BUSY",
    new Error("Somebody changed person or group meanwhile."),
  );
}
