import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { IdentityCenterEntry } from "../configuration.ts";
import { type AssignmentPlace, assignmentPlace } from "./assignment.ts";
import { type MembershipPlace, membershipPlace } from "./membership.ts";

export interface Offered extends Pick<Entitlement, "resource" | "role"> {
  readonly place: AssignmentPlace | MembershipPlace;
  /** The name of the permission set, for the link. */
  readonly name?: string;
}

/** What the configuration offers. */
export const listOffer = ({
  account: own,
  resources,
  managementAccount = false,
}: Pick<IdentityCenterEntry, "account" | "resources" | "managementAccount">): Offered[] =>
  Object.entries(resources).flatMap(([resource, { account = "", roles }]) =>
    Object.entries(roles).map(([role, target]) =>
      "group" in target
        ? { resource, role, place: membershipPlace(target.group, own) }
        : {
            ...{ resource, role, place: assignmentPlace(account, target.permissionSet, managementAccount) },
            ...(target.name !== undefined && { name: target.name }),
          },
    ),
  );

const assignment =
  /^(?<account>\d{12}) (?<set>arn:[a-z-]+:sso:::permissionSet\/(?:sso)?ins-[\w.-]{16}\/ps-[\w./-]{16})$/u;
const membership = /^group (?<group>[0-9A-Za-z-]{1,47})$/u;

/** The place of a recorded entitlement, also after the configuration changed. `undefined`: the text is none of ours. */
export function rebuildPlace(id: string, own: string): Offered["place"] | undefined {
  const { account, set } = assignment.exec(id)?.groups ?? {};
  if (account !== undefined && set !== undefined) return assignmentPlace(account, set, false);
  const { group } = membership.exec(id)?.groups ?? {};
  return group === undefined ? undefined : membershipPlace(group, own);
}
