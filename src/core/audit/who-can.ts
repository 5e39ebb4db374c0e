import { max } from "date-fns/max";
import type { Entitlement } from "../access/entitlement.ts";
import type { Lease, Person } from "../access/lease.ts";
import type { Period, PeriodLease } from "./periods.ts";

/** Access that Hallpass gave, as it was at one time. */
export interface Held {
  readonly subject: Person;
  readonly principal: string;
  readonly entitlement: Entitlement;
  /** `unclear`: a grant was under way, and its outcome was not recorded yet. */
  readonly state: "held" | "unclear";
  readonly since: Date;
  /** The planned end by the leases on record then; it is overdue when that has passed. */
  readonly until: Date;
  readonly overdue: boolean;
  /** The leases it rested on, oldest first. */
  readonly leases: readonly PeriodLease[];
  readonly heldBefore: boolean;
}

/**
 * Who held what at a time: from the provider's confirmation, which counts, to the revocation, which does not count any more. Access that
 * Hallpass did not give is not on the ledger.
 */
export function listHeldAt(periods: Iterable<Period>, time: Date): Held[] {
  return [...periods].flatMap((period) => describeAt(period, time) ?? []);
}

function describeAt(period: Period, time: Date): Held | undefined {
  const { principal, entitlement, heldSince, heldBefore, revoked } = period;
  const leases = period.leases.filter(({ intendedAt }) => !(intendedAt > time));
  const last = leases.at(-1);
  if (last === undefined || (revoked !== undefined && !(time < revoked.at))) return undefined;
  const isHeld = heldSince !== undefined && !(heldSince > time);
  const until = max(leases.map(({ lease }) => lease.endsAt));
  return {
    subject: chooseLease(leases, time, last).subject,
    principal,
    entitlement,
    state: isHeld ? "held" : "unclear",
    since: isHeld ? heldSince : (leases[0] ?? last).intendedAt,
    until,
    overdue: !(time < until),
    leases,
    heldBefore,
  };
}

/** The lease of the time, or the last one where all are over. */
const chooseLease = (leases: readonly PeriodLease[], time: Date, last: PeriodLease): Lease =>
  (leases.find(({ lease }) => !(time < lease.startsAt) && time < lease.endsAt) ?? last).lease;
