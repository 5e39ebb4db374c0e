import { max } from "date-fns/max";
import { type Entitlement, entitlementKey } from "../../access/entitlement.ts";
import type { AccessRequest } from "../../files/request.ts";
import { parseInstant } from "../../text/instant.ts";
import type { Evidence } from "../evidence.ts";

/** The facts that say when access begins. */
export type Beginning = Pick<Evidence, "now" | "merge" | "extended">;

/** When it begins, or would if it were merged now: at the merge, the planned start, or the end of what it extends, whichever is last. */
export function beginningOf(
  { now, merge, extended = [] }: Beginning,
  { start }: Pick<AccessRequest, "start">,
  entitlement: Entitlement,
): Date {
  const planned = start === undefined ? undefined : parseInstant(start);
  const before = extended.filter(
    (lease) => entitlementKey(lease.entitlement) === entitlementKey(entitlement),
  );
  return max([
    merge?.at ?? now,
    ...(planned === undefined ? [] : [planned]),
    ...before.map(({ endsAt }) => endsAt),
  ]);
}
