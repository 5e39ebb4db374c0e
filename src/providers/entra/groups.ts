import { describeQuote, toPhrases } from "../../core/text/phrases.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import type { Offered } from "./configuration.ts";
import { type Group, isGroup, isMember, type Member } from "./shapes.ts";

/** Why a group cannot be lent. */
export type Obstacle = "dynamic" | "synced" | "power";

const select = { $select: "id,groupTypes,isAssignableToRole,onPremisesSyncEnabled,displayName,description" };

export const findGroup = (graph: Api, id: string): Promise<Group | undefined> =>
  graph.find(isGroup, { path: ["groups", id], query: select });

/**
 * "You can't remove a member from groups with dynamic memberships" ("Remove member"). A group synchronized from on-premises is changed there. A
 * role-assignable group may hold roles of the directory, now or later.
 */
export function findObstacle(group: Group, { allowPower = false }: Offered): Obstacle | undefined {
  if (group.groupTypes.includes("DynamicMembership")) return "dynamic";
  if (group.onPremisesSyncEnabled === true) return "synced";
  return group.isAssignableToRole === true && !allowPower ? "power" : undefined;
}

/** The direct members; `undefined` where there is no such group. */
export const listMembers = (graph: Api, id: string): Promise<Member[] | undefined> =>
  graph.list(isMember, {
    path: ["groups", id, "members"],
    query: { $select: "id,userPrincipalName", $top: "999" },
  });

export const listOwners = async (graph: Api, id: string): Promise<Member[]> =>
  (await graph.list(isMember, { path: ["groups", id, "owners"], query: { $select: "id" } })) ?? [];

/** Throws `UNKNOWN_ENTITLEMENT` where there is none. */
async function requireGroup(graph: Api, id: string): Promise<Group> {
  const group = await findGroup(graph, id);
  if (group === undefined) throw graph.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id}.`);
  return group;
}

/** What a member may do. What was given to the group needs a right to read the whole directory, which Hallpass does not have. */
export async function describeGroup(graph: Api, id: string): Promise<string[]> {
  const { displayName, description, isAssignableToRole } = await requireGroup(graph, id);
  return toPhrases([
    ...(isAssignableToRole === true ? ["use roles of the directory that the group has, now or later"] : []),
    `use whatever was given to the group ${displayName ?? id}`,
    ...describeQuote("the group's description", description),
  ]);
}

/**
 * Throws unless the group may be lent to this person. Who owns it may add members, herself included ("Group owners can manage membership"), so a
 * lease would never end.
 */
export async function verifyGroup(graph: Api, offered: Offered, person: string | undefined): Promise<void> {
  const { group: id } = offered;
  const group = await requireGroup(graph, id);
  const obstacle = findObstacle(group, offered);
  if (obstacle !== undefined) throw graph.fail("REFUSED", `The group ${id} cannot be lent: ${obstacle}.`);
  if (person !== undefined && (await listOwners(graph, id)).some((owner) => owner.id === person))
    throw graph.fail("REFUSED", `The person owns the group ${id}.`);
}
