import { isAfter } from "date-fns/isAfter";
import type { Entitlement } from "../access/entitlement.ts";
import { holdingKey } from "../access/holding.ts";
import type { Lease } from "../access/lease.ts";
import { type HoldingRecord, overSince } from "../ledger/holding-record.ts";
import type { HeldState } from "../ledger/ledger.ts";
import { hasStarted, isRevocation, type Outcome, planHolding, timeOf } from "./plan.ts";

/** Ended access without a revocation on the ledger. */
export interface Overdue {
  readonly principal: string;
  readonly entitlement: Entitlement;
  /** The leases it was held for; at least one, all ended. */
  readonly leases: readonly Lease[];
  /** When it should have ended. */
  readonly endedAt: Date;
  readonly lateMilliseconds: number;
  /** The failed attempts to revoke it. Absent: the ledger has none. */
  readonly failing?: NonNullable<HoldingRecord["failing"]>;
  /** The access existed before ours: only the end has to be recorded, nothing is removed. */
  readonly left: boolean;
}

/** Lists overdue access from the ledger alone, the longest overdue first. */
export const listOverdue = ({ holdings }: HeldState, now: Date): Overdue[] =>
  [...holdings.values()]
    .flatMap((record) => findOverdue(record, now) ?? [])
    .toSorted((a, b) => b.lateMilliseconds - a.lateMilliseconds);

/** undefined: the holding is not overdue. */
export function findOverdue(record: HoldingRecord, now: Date): Overdue | undefined {
  const revocation = planHolding(record, undefined, now).find(isRevocation);
  return revocation && describeOverdue(record, revocation.holding.until, !revocation.write, now);
}

function describeOverdue(record: HoldingRecord, endedAt: Date, left: boolean, now: Date): Overdue {
  const { principal, entitlement, failing } = record;
  return {
    principal,
    entitlement,
    leases: listLeasesSince(record).filter((lease) => hasStarted(lease, timeOf(record, now))),
    endedAt,
    lateMilliseconds: Math.max(0, now.getTime() - endedAt.getTime()),
    ...(failing && { failing }),
    left,
  };
}

/**
 * True if a later ledger records a revocation of this holding at or before `by`. Outcomes are recorded after they happen, and late while
 * GitHub is unreachable.
 */
export function wasRevoked(record: HoldingRecord, { holdings }: HeldState, by: Date): boolean {
  const known = holdings.get(holdingKey(record))?.revocations ?? [];
  return known.slice(record.revocations.length).some(({ at }) => at <= by);
}

/** The leases since the last revocation of the holding; all of them if it was never revoked. */
export function listLeasesSince({ leases, revocations }: HoldingRecord): readonly Lease[] {
  const last = revocations.at(-1);
  if (last === undefined) return leases;
  return leases.filter(({ ended }) => ended === undefined || isAfter(ended.at, overSince(last)));
}

/**
 * Overdue access that no process tried to revoke: overdue for longer than the limit, without a failed attempt on the ledger, and not
 * found gone when its revocation ran. Access that was already gone is late only on the ledger, and left out.
 */
export function listNeglected(
  overdue: readonly Overdue[],
  outcomes: readonly Outcome[],
  limitMilliseconds: number,
): Overdue[] {
  const gone = new Set(outcomes.filter(wasGone).map(({ change }) => holdingKey(change.holding)));
  return overdue.filter(
    (each) =>
      !each.left &&
      each.failing === undefined &&
      each.lateMilliseconds > limitMilliseconds &&
      !gone.has(holdingKey(each)),
  );
}

const wasGone = (outcome: Outcome): boolean =>
  outcome.status === "done" && !outcome.receipt.changed && outcome.receipt.sessionsEnded === 0;
