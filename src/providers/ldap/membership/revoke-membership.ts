import type { Receipt } from "../../../core/access/grant.ts";
import type { HoldingIds } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import { RESULT } from "../connection/failure.ts";
import type { Directory } from "../identity/directory.ts";
import { findTargetById, type Target } from "../identity/groups.ts";
import { findPersonById, type Person } from "../identity/principals.ts";
import { isDirectMember, isPrimaryGroup, removeMember, removeWithOptions } from "./held.ts";
import { readMembers, resolveMembers } from "./members.ts";

/** Times that a member is removed which somebody adds again, or who is renamed meanwhile. */
const ATTEMPTS = 5;

/** Takes the person out of the group, both by their recorded ids, wherever they are now. */
export async function revokeMembership(directory: Directory, ids: HoldingIds): Promise<Receipt> {
  let changed = false;
  let isRefused = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const group = await findTargetById(directory, ids.entitlement);
    if (group === undefined) return { changed, sessionsEnded: 0 };
    const person = await findPersonById(directory, ids.principal);
    if (person === undefined) {
      await refuseUnknown(directory, group);
      return { changed, sessionsEnded: 0 };
    }
    const code = await removeMember(directory, group.dn, person.dn);
    changed ||= code === 0;
    if (code === RESULT.noSuchObject) continue;
    isRefused = code === RESULT.unwillingToPerform;
    if (await isDirectMember(directory, group, person.dn)) {
      changed = (await removeWithOptions(directory, group.dn, person.dn)) || changed;
      continue;
    }
    const now = await findPersonById(directory, ids.principal);
    if (now !== undefined) refusePrimary(directory, group, now);
    if (now?.dn === person.dn) return { changed, sessionsEnded: 0 };
  }
  const why = new Error("The server keeps the member, or somebody adds or renames it again and again.");
  throw new ProviderError(directory.provider, isRefused ? "REFUSED" : "BUSY", why);
}

/** Active Directory takes the member value away, and nobody out of their primary group: the access goes on until somebody gives them another. */
function refusePrimary({ flavour, provider }: Directory, group: Target, person: Person): void {
  if (flavour !== "active-directory" || !isPrimaryGroup(group, person)) return;
  throw new ProviderError(provider, "REFUSED", new Error("The group became the person's primary group."));
}

/**
 * The person's entry is gone, and the server takes a deleted entry out of its groups (Active Directory; OpenLDAP with refint). A member
 * that points at nothing Hallpass can see may be hers: an entry made under that name would get her access.
 */
async function refuseUnknown(directory: Directory, group: Target): Promise<void> {
  const members = await resolveMembers(directory, await readMembers(directory, group.dn));
  const unseen = members.find(({ entry }) => entry === undefined);
  if (unseen === undefined) return;
  const why = new Error(
    `The person's entry is gone, and the group has a member that cannot be read: "${unseen.dn}".`,
  );
  throw new ProviderError(directory.provider, "UNEXPECTED", why);
}
