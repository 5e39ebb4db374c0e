import { createHash } from "node:crypto";
import { type HoldingIds, idsKey } from "../../core/access/holding.ts";
import type { Namespace, Place, RoleName } from "./scope.ts";

/** A place with the uids that its names have: a namespace or role that is made anew has another uid ("Object Names and IDs", "UIDs"). */
export interface PlaceIds extends Place {
  readonly namespaceUid: string | undefined;
  readonly roleUid: string;
}

/**
 * `namespaces/orders#UID/ClusterRole/view#UID`, or `ClusterRole/view#UID` for the whole cluster. It holds the names too: they cannot be
 * changed, and the API finds an object by nothing else.
 */
export function formatPlace({ namespace, namespaceUid, role, roleUid }: PlaceIds): string {
  const where = namespace === undefined ? "" : `namespaces/${namespace}#${namespaceUid}/`;
  return `${where}${role.kind}/${role.name}#${roleUid}`;
}

const placePattern =
  /^(?:namespaces\/(?<namespace>[a-z0-9-]+)#[^/#]+\/)?(?<kind>ClusterRole|Role)\/(?<name>[^/]+)#[^/#]+$/u;

/** The names in a recorded id; `undefined` where it is none of this adapter. */
export function parsePlace(id: string): { namespace: Namespace; role: RoleName } | undefined {
  const { namespace, kind, name } = placePattern.exec(id)?.groups ?? {};
  if (kind === undefined || name === undefined) return undefined;
  return { namespace, role: { kind: kind === "Role" ? "Role" : "ClusterRole", name } };
}

/** The name of the binding of a holding: the same for the same ids, and for no others. */
export const bindingName = (ids: HoldingIds): string =>
  `hallpass-${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 40)}`;
