import type { Connection } from "../../core/access/connection.ts";
import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Offered } from "./places/offer.ts";

/** The page of the access portal that opens the console of the account with the permission set ("Creating shortcut links to AWS Management Console destinations"). */
export function linkTo(
  portal: string,
  offer: readonly Offered[],
  { resource, role }: Entitlement,
): Connection | undefined {
  const found = offer.find((each) => each.resource === resource && each.role === role);
  if (found === undefined) return undefined;
  const start = portal.replace(/\/$/u, "");
  // A group may give several permission sets: the person chooses.
  if (!("account" in found.place)) return { kind: "link", text: start };
  const query = new URLSearchParams({
    account_id: found.place.account,
    ...(found.name !== undefined && { role_name: found.name }),
  });
  return { kind: "link", text: `${start}/#/console?${query}` };
}
