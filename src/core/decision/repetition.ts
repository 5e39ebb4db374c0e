import { addMilliseconds } from "date-fns/addMilliseconds";
import { max } from "date-fns/max";
import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import { endOf, type Lease } from "../access/lease.ts";
import type { Policy } from "../files/policy.ts";
import { parseDuration } from "../text/duration.ts";

/** An access that is asked for, and when it would begin and end. */
export interface Planned {
  readonly entitlement: Entitlement;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The requests that it extends, directly or through others. */
  readonly bases: ReadonlySet<string>;
}

/**
 * The requests under this policy whose access lasts at the same time. What it extends does not count: that ends when this begins. `leases`:
 * of the same subject, without those of the request itself.
 */
export const listConcurrent = (
  { name }: Pick<Policy, "name">,
  leases: readonly Lease[],
  { startsAt, endsAt, bases }: Planned,
): readonly string[] => [
  ...new Set(
    leases
      .filter((lease) => lease.policy?.name === name && !bases.has(lease.request))
      .filter((lease) => lease.startsAt < endsAt && startsAt < endOf(lease))
      .map(({ request }) => request),
  ),
];

/**
 * Until when the same access may not begin again; undefined when nothing keeps it from beginning. What it goes on with does not count: an
 * extension of access that has ended is new access.
 */
export function findCoolDown(
  { name, coolDown }: Pick<Policy, "name" | "coolDown">,
  leases: readonly Lease[],
  { entitlement, startsAt, bases }: Planned,
): Date | undefined {
  if (coolDown === undefined) return undefined;
  const ends = leases
    .filter((lease) => lease.policy?.name === name && (!bases.has(lease.request) || endOf(lease) < startsAt))
    .filter((lease) => entitlementKey(lease.entitlement) === entitlementKey(entitlement))
    // Access that was ended before it began was not had.
    .filter((lease) => lease.startsAt < endOf(lease))
    .map((lease) => addMilliseconds(endOf(lease), parseDuration(coolDown)))
    .filter((until) => startsAt < until);
  return ends.length === 0 ? undefined : max(ends);
}
