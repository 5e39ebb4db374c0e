import { createHash } from "node:crypto";
import { type HoldingIds, idsKey } from "../../core/access/holding.ts";
import { ProviderError } from "../adapter/error.ts";
import { type Api, fieldOf } from "./api.ts";

/** An identity group of Hallpass: one for each grant. */
export interface Group {
  readonly name: string;
  readonly members: readonly string[];
  readonly subgroups: readonly string[];
  readonly policies: readonly string[];
}

/** What a group of a grant must hold. */
export interface WantedGroup {
  readonly ids: HoldingIds;
  readonly policies: readonly string[];
  /** For people who look at the group. Hallpass never reads it. */
  readonly metadata: Readonly<Record<string, string>>;
}

const prefixOf = (provider: string): string => `hallpass-${provider}-`;

/** The same for the same ids, so that nobody's edit of a group can give it another meaning. */
export const groupName = (provider: string, ids: HoldingIds): string =>
  `${prefixOf(provider)}${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 32)}`;

/** The names of all groups that grants of this provider have. */
export async function listGroupNames(api: Api, provider: string): Promise<string[]> {
  const data = await api.get("identity/group/name/?list=true");
  if (data === undefined) return [];
  const keys = readTexts(provider, fieldOf(data, "keys"));
  const prefix = prefixOf(provider);
  return keys.filter((key) => key.startsWith(prefix) && /^[0-9a-f]{32}$/u.test(key.slice(prefix.length)));
}

/** Reads a group; undefined where there is none. */
export async function readGroup(api: Api, provider: string, name: string): Promise<Group | undefined> {
  const data = await api.get(`identity/group/name/${name}`);
  if (data === undefined) return undefined;
  return {
    name,
    members: readTexts(provider, fieldOf(data, "member_entity_ids")),
    subgroups: readTexts(provider, fieldOf(data, "member_group_ids")),
    policies: readTexts(provider, fieldOf(data, "policies")),
  };
}

/** Makes the group of a grant, or puts it right. True if the principal was not in it. */
export async function putGroup(api: Api, provider: string, wanted: WantedGroup): Promise<boolean> {
  const name = groupName(provider, wanted.ids);
  const there = await readGroup(api, provider, name);
  if (there !== undefined && isAsWanted(there, wanted)) return false;
  await api.post(`identity/group/name/${name}`, {
    ...{ type: "internal", policies: wanted.policies, metadata: wanted.metadata },
    ...{ member_entity_ids: [wanted.ids.principal], member_group_ids: [] },
  });
  return !(there?.members.includes(wanted.ids.principal) ?? false);
}

/** Deletes the group of a grant. True if it was there. */
export async function deleteGroup(api: Api, provider: string, ids: HoldingIds): Promise<boolean> {
  const name = groupName(provider, ids);
  if ((await readGroup(api, provider, name)) === undefined) return false;
  await api.delete(`identity/group/name/${name}`);
  return true;
}

const isAsWanted = ({ members, subgroups, policies }: Group, wanted: WantedGroup): boolean =>
  members.join() === wanted.ids.principal &&
  subgroups.length === 0 &&
  policies.toSorted().join() === wanted.policies.toSorted().join();

/** Vault writes null for an empty list. */
function readTexts(provider: string, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  throw new ProviderError(provider, "UNEXPECTED", new Error("A list of texts was expected."));
}
