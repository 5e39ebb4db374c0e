import { heldUntil } from "../../core/access/holding.ts";
import { hasEnded, type Lease } from "../../core/access/lease.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { HeldState } from "../../core/ledger/ledger.ts";
import { findOverdue, type Overdue } from "../../core/plan/overdue.ts";

/** Access that is or may be held, and when it ends or should have ended. */
export interface Held {
  readonly record: HoldingRecord;
  /** At least one. */
  readonly leases: readonly [Lease, ...Lease[]];
  readonly until: Date;
  readonly overdue?: Overdue | undefined;
}

/** Lists access that is or may be held, in the order of its ends. */
export function listHeld(state: HeldState, now: Date): Held[] {
  const found: { readonly time: number; readonly held: Held }[] = [];
  for (const record of state.holdings.values()) {
    if (record.held === "no") continue;
    const held = findHeld(record, findOverdue(record, now), now);
    if (held !== undefined) found.push({ time: held.until.getTime(), held });
  }
  return found.sort((a, b) => a.time - b.time).map(({ held }) => held);
}

function findHeld(record: HoldingRecord, overdue: Overdue | undefined, now: Date): Held | undefined {
  const [first, ...others] = overdue?.leases ?? record.leases.filter((lease) => !hasEnded(lease, now));
  if (first === undefined) return undefined;
  const leases: Held["leases"] = [first, ...others];
  const until = overdue?.endedAt ?? heldUntil(leases, now) ?? endOfAll(leases);
  return { record, leases, until, overdue };
}

const endOfAll = (leases: Held["leases"]): Date =>
  leases.reduce((end, { endsAt }) => (endsAt > end ? endsAt : end), leases[0].endsAt);
