import { ProviderError } from "../../adapter/error.ts";
import { type Entry, valuesOf } from "../connection/entry.ts";
import type { Directory } from "./directory.ts";
import { findById } from "./find-by-id.ts";
import { idOf } from "./ids.ts";
import { refusePower } from "./powerful.ts";

/** The entry that an entitlement stands for: a group, or the container of the entries we make. */
export interface Target {
  readonly dn: string;
  readonly id: string;
  readonly entry: Entry;
}

export const TARGET_ATTRIBUTES = ["objectClass", "managedBy", "owner", "adminCount", "sAMAccountName"];

/** The group that a configured id stands for, under any name. Throws where there is none, or it gives power over the directory. */
export async function findTarget(directory: Directory, uuid: string): Promise<Target> {
  const target = await findTargetById(directory, uuid);
  if (target === undefined) throw new ProviderError(directory.provider, "UNKNOWN_ENTITLEMENT");
  return target;
}

export async function findLendable(directory: Directory, uuid: string): Promise<Target> {
  const target = await findTarget(directory, uuid);
  await refusePower(directory, target.dn);
  return target;
}

export async function findTargetById(directory: Directory, id: string): Promise<Target | undefined> {
  const entry = await findById(directory, id, TARGET_ATTRIBUTES);
  const found = entry && idOf(directory.flavour, entry);
  return entry === undefined || found === undefined ? undefined : { dn: entry.dn, id: found, entry };
}

const GROUPS = ["group", "groupofnames", "groupofuniquenames", "groupofmembers"];

export const isGroup = (entry: Entry): boolean =>
  valuesOf(entry, "objectClass").some((name) => GROUPS.includes(name.toLowerCase()));
