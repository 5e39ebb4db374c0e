import { ProviderError } from "../../adapter/error.ts";
import type { Directory } from "../identity/directory.ts";
import { findTarget, type Target } from "../identity/groups.ts";

/** Where the entry of a grant stands, and the group that it is nested in. */
export interface Place {
  readonly under: string;
  readonly group: Target | undefined;
}

/** The place for the grants of a target: below the target itself, or below `nestedFrom` and as a member of the target. */
export async function findPlace(directory: Directory, target: Target): Promise<Place> {
  const { nestedFrom } = directory.configuration;
  if (nestedFrom === undefined) return { under: target.dn, group: undefined };
  return { under: (await findTarget(directory, nestedFrom)).dn, group: target };
}

/** Throws where the server has no entries that end by themselves: a grant would last. */
export function requireDynamicEntries({ hasDynamicEntries, provider }: Directory): void {
  if (hasDynamicEntries) return;
  throw new ProviderError(
    provider,
    "REFUSED",
    new Error("The server has no dynamic entries: load the overlay dds."),
  );
}
