import { isAfter } from "date-fns/isAfter";
import type { Entitlement } from "../access/entitlement.ts";
import { holdingKey } from "../access/holding.ts";
import type { Lease } from "../access/lease.ts";
import { type HoldingRecord, overSince } from "../ledger/holding-record.ts";
import type { HeldState } from "../ledger/ledger.ts";
import { hasStarted, isRevocation, type Outcome, planHolding, timeOf } from "./plan.ts";

/** What has ended, and has no revocation on the ledger. */
export interface Overdue {
  readonly principal: string;
  readonly entitlement: Entitlement;
  /** What it was held for; at least one, all ended. */
  readonly leases: readonly Lease[];
  /** When it should have ended. */
  readonly endedAt: Date;
  readonly lateMilliseconds: number;
  /** Absent: no attempt to take it back that failed is on the ledger. */
  readonly failing?: NonNullable<HoldingRecord["failing"]>;
  /** Held before Hallpass gave it: nothing is taken back, and only the ledger has to learn of the end. */
  readonly left: boolean;
}

/** By what the ledger alone says, the longest overdue first. */
export const listOverdue = ({ holdings }: HeldState, now: Date): Overdue[] =>
  [...holdings.values()]
    .flatMap((record) => findOverdue(record, now) ?? [])
    .toSorted((a, b) => b.lateMilliseconds - a.lateMilliseconds);

/** undefined: it is not overdue. */
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

/** Was it taken back by then, as the ledger of a later time says? An outcome is written down after it, and late while GitHub is away. */
export function wasRevoked(record: HoldingRecord, { holdings }: HeldState, by: Date): boolean {
  const known = holdings.get(holdingKey(record))?.revocations ?? [];
  return known.slice(record.revocations.length).some(({ at }) => at <= by);
}

/** The leases it is held for, or was, since it was last taken back. */
export function listLeasesSince({ leases, revocations }: HoldingRecord): readonly Lease[] {
  const last = revocations.at(-1);
  if (last === undefined) return leases;
  return leases.filter(({ ended }) => ended === undefined || isAfter(ended.at, overSince(last)));
}

/**
 * What nobody was trying to take back: overdue for longer than the limit, without a failed attempt on the ledger, and found held
 * when its turn came. What was gone by then is late only on the ledger.
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
