import { createHash } from "node:crypto";
import type { HoldingIds } from "../../../core/access/holding.ts";

/** What the names of a holding's events begin with. */
export function eventPrefix({ instance, principal, entitlement }: HoldingIds): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([instance, principal, entitlement]))
    .digest("hex");
  return `hallpass-${hash.slice(0, 32)}-`;
}

/** A holding has an event for each end, so that a new one can be made before the old one is dropped. At most 64 characters. */
export const eventName = (ids: HoldingIds, until: Date): string =>
  eventPrefix(ids) + wholeSecond(until).toISOString().slice(0, 19).replaceAll(/[-:]/gu, "");

/** Never before the end: the server counts in seconds. */
export const wholeSecond = (until: Date): Date => new Date(Math.ceil(until.getTime() / 1000) * 1000);
