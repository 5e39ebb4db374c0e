import { describeQuote, toPhrases } from "../../core/text/phrases.ts";
import { object } from "../adapter/answer-shape.ts";
import { compileEntry } from "../adapter/entry-schema.ts";
import type { GoogleApi } from "../adapter/google/api.ts";

/** A group of Google's ("Group"): `groups/02grqrue4gb58m7` in `customers/C046psxkn`. Its name never passes to another group. */
export interface Group {
  readonly name: string;
  readonly parent: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly displayName?: string;
  readonly description?: string;
}

const name = { type: "string", pattern: "^groups/[A-Za-z0-9_-]{1,100}$" } as const;

const isGroup = compileEntry<Group>(
  object(
    {
      name,
      parent: { type: "string", pattern: "^(?:customers|identitysources)/[A-Za-z0-9_-]{1,100}$" },
      labels: { type: "object", additionalProperties: { type: "string" } },
      ...{ displayName: { type: "string" }, description: { type: "string" } },
    },
    ["name", "parent"],
  ),
);

const isLookup = compileEntry<{ readonly name: string }>(object({ name }));

const API = "https://cloudidentity.googleapis.com/v1/";

/** The URL of something in a group, by a name that was checked. */
export const urlOf = (name: string, query: Readonly<Record<string, string>> = {}): URL => {
  // Not relative to the API: `groups:lookup` alone would be an address of its own.
  const url = new URL(`${API}${name}`);
  for (const [field, value] of Object.entries(query)) url.searchParams.set(field, value);
  return url;
};

export const isGroupName = (name: string): boolean => /^groups\/[A-Za-z0-9_-]{1,100}$/u.test(name);

/** The group with this address now ("groups.lookup"); `undefined` where there is none. Google answers 403 where Hallpass may not see it. */
export async function findGroup(api: GoogleApi, email: string): Promise<Group | undefined> {
  const found = await api.find(isLookup, urlOf("groups:lookup", { "groupKey.id": email }));
  return found && readGroup(api, found.name);
}

export const readGroup = (api: GoogleApi, name: string): Promise<Group | undefined> =>
  api.find(isGroup, urlOf(name));

/** "Group", labels: a query of Google's fills a dynamic group, and nobody changes its members. */
export const isDynamic = ({ labels = {} }: Group): boolean =>
  Object.hasOwn(labels, "cloudidentity.googleapis.com/groups.dynamic");

/** What a member may do: the group does not know what was given to it elsewhere, so its own words must do. */
export const describeGroup = ({ displayName, description }: Group, email: string): string[] =>
  toPhrases([
    `use whatever was given to the group ${email}${displayName ? ` (${displayName})` : ""}`,
    ...describeQuote("the group's description", description),
  ]);
