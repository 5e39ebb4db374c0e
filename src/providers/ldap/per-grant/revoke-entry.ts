import type { Receipt } from "../../../core/access/grant.ts";
import type { HoldingIds } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import { accepting, RESULT } from "../connection/failure.ts";
import type { Directory } from "../identity/directory.ts";
import { findTargetById } from "../identity/groups.ts";
import { removeMember } from "../membership/held.ts";
import { leaveOnly } from "../membership/members.ts";
import { findGrantEntry } from "./hold-entry.ts";

/** Times that an entry is removed which a grant of the same moment makes again. */
const ATTEMPTS = 5;

/** Removes the entry of the grant by the name that its ids give it, and before it the value that nests it. Needs neither the person's entry nor the group. */
export async function revokeEntry(directory: Directory, ids: HoldingIds): Promise<Receipt> {
  const { configuration, session, provider } = directory;
  const placeId = configuration.nestedFrom ?? ids.entitlement;
  const place = await findTargetById(directory, placeId);
  if (place === undefined) {
    if (configuration.nestedFrom === undefined) return { changed: false, sessionsEnded: 0 };
    throw new ProviderError(provider, "UNEXPECTED", new Error("The entry of nestedFrom cannot be found."));
  }
  const group =
    configuration.nestedFrom === undefined ? undefined : await findTargetById(directory, ids.entitlement);
  let changed = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const dn = await findGrantEntry(directory, ids, place.dn);
    if (dn === undefined) return { changed, sessionsEnded: 0 };
    await emptyEntry(directory, dn);
    if (group !== undefined) await removeMember(directory, group.dn, dn);
    const code = await accepting([RESULT.noSuchObject, RESULT.notAllowedOnNonLeaf], session.delete(dn));
    changed ||= code === 0;
    // Somebody made entries below it. It gives nobody anything now, and ends with them.
    if (code === RESULT.notAllowedOnNonLeaf) return { changed: true, sessionsEnded: 0 };
  }
  throw new ProviderError(provider, "BUSY", new Error("The entry is made again and again."));
}

/** Takes the person out first: whoever has entries below this one keeps it from being deleted. */
async function emptyEntry(directory: Directory, dn: string): Promise<void> {
  const changes = await leaveOnly(directory, dn, dn);
  await accepting([RESULT.noSuchObject], directory.session.modify(dn, changes));
}
