import { hasEnded, type Lease } from "./lease.ts";
import type { HoldingRecord } from "./ledger.ts";
import { listLeasesSince } from "./overdue.ts";

/** The leases of a holding that are not over, and those that are while what was held for them is not taken back. */
export const listUnfinished = (record: HoldingRecord, now: Date): readonly Lease[] =>
  record.held === "no" ? record.leases.filter((lease) => !hasEnded(lease, now)) : listLeasesSince(record);
