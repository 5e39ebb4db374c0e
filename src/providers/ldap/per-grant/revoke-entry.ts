import type { Receipt } from "../../../core/access/grant.ts";
import type { HoldingIds } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import { accepting, RESULT } from "../connection/failure.ts";
import type { Directory } from "../identity/directory.ts";
import { findTargetById } from "../identity/groups.ts";
import { removeMember } from "../membership/held.ts";
import { findGrantEntry } from "./hold-entry.ts";

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
  for (let dn = await findGrantEntry(directory, ids, place.dn); dn !== undefined; ) {
    if (group !== undefined) await removeMember(directory, group.dn, dn);
    if ((await accepting([RESULT.noSuchObject], session.delete(dn))) === 0) changed = true;
    dn = await findGrantEntry(directory, ids, place.dn);
  }
  return { changed, sessionsEnded: 0 };
}
