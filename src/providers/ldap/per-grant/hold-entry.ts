import type { Receipt } from "../../../core/access/grant.ts";
import type { Holding } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import { accepting, RESULT } from "../connection/failure.ts";
import type { Directory } from "../identity/directory.ts";
import type { Target } from "../identity/groups.ts";
import { findPersonById, type Person } from "../identity/principals.ts";
import { addMember, isDirectMember } from "../membership/held.ts";
import { leaveOnly, memberAttribute, readMembers } from "../membership/members.ts";
import { dnOfGrant, filterOfGrant, nameOfGrant } from "./grant-entry.ts";
import { findPlace, requireDynamicEntries } from "./place.ts";
import { plantEnd, timeToLive } from "./time-to-live.ts";

/**
 * Makes a dynamic group with the person as its only member, or moves its end. The entry has its end before it has the person: its first
 * member is itself. It is nested in the group last.
 */
export async function holdEntry(
  directory: Directory,
  target: Target,
  person: Person,
  { ids, until }: Holding,
  now: Date,
): Promise<Receipt> {
  requireDynamicEntries(directory);
  const { session, configuration } = directory;
  const attribute = memberAttribute(configuration);
  const { under, group } = await findPlace(directory, target);
  const found = await findGrantEntry(directory, ids, under);
  const dn = found ?? (await makeEntry(directory, ids, under, attribute));
  await plantEnd(directory, dn, timeToLive(until, now)).catch(async (error: unknown) => {
    if (found === undefined) await accepting([RESULT.noSuchObject], session.delete(dn));
    throw error;
  });
  let changed = !(await hasOnly(directory, dn, person.dn));
  if (changed) await session.modify(dn, await leaveOnly(directory, dn, person.dn));
  if (group && (await addMember(directory, group.dn, dn)) === 0) changed = true;
  await verify(directory, dn, person);
  return { changed, sessionsEnded: 0 };
}

export async function findGrantEntry(
  { session }: Pick<Directory, "session">,
  ids: Holding["ids"],
  under: string,
): Promise<string | undefined> {
  const question = { base: under, scope: "one", filter: filterOfGrant(ids), attributes: ["cn"] } as const;
  return (await session.search(question))[0]?.dn;
}

/** Somebody may have added others to the entry: an extension is not for them. */
async function hasOnly(directory: Directory, dn: string, member: string): Promise<boolean> {
  const { length } = await readMembers(directory, dn);
  return length === 1 && (await isDirectMember(directory, { dn }, member));
}

async function makeEntry(
  { session }: Directory,
  ids: Holding["ids"],
  under: string,
  attribute: string,
): Promise<string> {
  const dn = dnOfGrant(ids, under);
  const name = nameOfGrant(ids);
  const entry = {
    objectClass: [attribute === "member" ? "groupOfNames" : "groupOfUniqueNames", "dynamicObject"],
    ...{ cn: name, description: name, [attribute]: dn },
  };
  await accepting([RESULT.entryAlreadyExists], session.add(dn, entry));
  return dn;
}

/** The person was renamed meanwhile, or an end of the same moment removed the entry. */
async function verify(directory: Directory, dn: string, person: Person): Promise<void> {
  const now = await findPersonById(directory, person.id);
  if (now?.dn === person.dn && (await isDirectMember(directory, { dn }, person.dn))) return;
  throw new ProviderError(
    directory.provider,
    "BUSY",
    new Error("Somebody changed person or entry meanwhile."),
  );
}
