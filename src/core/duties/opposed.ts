import type { Entitlement } from "../access/entitlement.ts";
import type { Duty } from "../policy/duties-schema.ts";
import { isOfferedBy } from "../policy/pattern.ts";
import type { HeldAccess } from "./beside.ts";

/** Access that is asked for, and when it would begin and end. */
export interface Planned {
  readonly entitlement: Entitlement;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The first duty that forbids to hold both; undefined: none does. */
export const findDuty = (duties: readonly Duty[], one: Entitlement, other: Entitlement): Duty | undefined =>
  duties.find(({ apart }) => {
    const [a, b] = [one, other].map((each) => apart.findIndex((side) => isOfferedBy(side, each)));
    return a !== -1 && b !== -1 && a !== b;
  });

export interface Opposition {
  readonly duty: Duty;
  readonly held: HeldAccess;
}

/**
 * What of this a person may not have as well. Access that begins when the other ends does not count, unless that is not revoked yet
 * although its time is over.
 */
export const listOpposed = (
  duties: readonly Duty[],
  { entitlement, startsAt, endsAt }: Planned,
  others: readonly HeldAccess[],
  now: Date,
): Opposition[] =>
  others
    .filter((held) => held.startsAt < endsAt)
    .filter((held) => startsAt < held.endsAt || (held.unrevoked === true && startsAt <= now))
    .flatMap((held) => {
      const duty = findDuty(duties, entitlement, held.entitlement);
      return duty === undefined ? [] : [{ duty, held }];
    });
