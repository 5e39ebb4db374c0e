import { addSeconds, isBefore, max } from "date-fns";
import { heldUntil } from "./holding.ts";
import { hasEnded, type Lease } from "./lease.ts";
import type { HoldingRecord } from "./ledger.ts";
import { listLeasesSince } from "./overdue.ts";

/** The leases of a holding that are not over, and those that are while what was held for them is not taken back. */
export const listUnfinished = (record: HoldingRecord, now: Date): readonly Lease[] =>
  record.held === "no" ? record.leases.filter((lease) => !hasEnded(lease, now)) : listLeasesSince(record);

/**
 * From when on nothing may be granted in a holding that was, or is to be, taken back: a call to take it back that nobody waits for
 * any more lands before then, and would hit the new grant. `lateSeconds`: for how long after its time one may land. undefined = now.
 */
export function settlesAt(record: HoldingRecord, lateSeconds: number, now: Date): Date | undefined {
  const last = endOf(record, now);
  const settled = last && addSeconds(last, lateSeconds);
  return settled !== undefined && isBefore(now, settled) ? settled : undefined;
}

function endOf({ held, leases, revocations }: HoldingRecord, now: Date): Date | undefined {
  const last = revocations.at(-1);
  if (held === "no") return last && max([last.at, last.scheduled]);
  return heldUntil(leases, now) === undefined ? now : undefined;
}
