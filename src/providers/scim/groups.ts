import { type Api, type Found, pathOf } from "./api.ts";
import type { Service } from "./service.ts";
import { type GroupAnswer, isGroup, type Member } from "./shapes.ts";

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly members: readonly Member[];
  /** For `If-Match`. Absent: the server compares none. */
  readonly version?: string;
}

/** The group with all its members. `undefined`: there is none. Throws rather than take members that are not shown for none. */
export async function readGroup(api: Api, service: Service, id: string): Promise<Group | undefined> {
  const found = await findGroup(api, id);
  if (found === undefined) return undefined;
  if (found.value.members !== undefined) return toGroup(found, service, found.value.members ?? []);
  // RFC 7644, section 3.9: attributes that are not returned by default can be asked for.
  const asked = await findGroup(api, id, { attributes: "displayName,members" });
  if (asked === undefined) return undefined;
  if (asked.value.members !== undefined) return toGroup(asked, service, asked.value.members ?? []);
  // An attribute without values may be left out (RFC 7643, section 2.5), and so may one that is never shown.
  if (service.returnsMembers !== true)
    throw api.fail("UNEXPECTED", "The server does not show the members of groups.");
  return toGroup(asked, service, []);
}

/** A group as the server shows it, to see that it exists. */
export async function findGroup(
  api: Api,
  id: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Found<GroupAnswer> | undefined> {
  const found = await api.find(isGroup, pathOf(api, "Groups", id), query);
  if (found !== undefined && found.value.id !== id)
    throw api.fail("UNEXPECTED", "The group that was asked for has another id.");
  return found;
}

function toGroup(
  { value, version }: Found<GroupAnswer>,
  service: Service,
  members: readonly Member[],
): Group {
  const current = service.versions ? (version ?? value.meta?.version) : undefined;
  return {
    id: value.id,
    displayName: value.displayName ?? value.id,
    members,
    ...(current !== undefined && { version: current }),
  };
}

export const hasMember = ({ members }: Group, id: string): boolean =>
  members.some(({ value }) => value === id);

/** A group in a group. The members of that one are not looked at. */
export const isNested = ({ type, $ref = "" }: Member): boolean =>
  type === undefined ? /\/Groups\/[^/]+$/iu.test($ref) : type.toLowerCase() === "group";
