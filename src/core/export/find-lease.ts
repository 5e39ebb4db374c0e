import { compareDesc } from "date-fns/compareDesc";
import { holdingKey } from "../access/holding.ts";
import type { Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { HoldingEntry } from "../ledger/ledger-entry.ts";

/** The holdings that a commit changed, as they are after it. */
export type Changed = readonly HoldingRecord[];

/** The newest lease of this holding that had begun then: whose access an entry without a request is about. */
export function findLeaseAt(
  changed: Changed,
  holding: Pick<HoldingEntry, "principal" | "entitlement">,
  when: Date,
): Lease | undefined {
  const record = changed.find((each) => holdingKey(each) === holdingKey(holding));
  const [newest] = (record?.leases ?? [])
    .filter(({ startsAt }) => startsAt <= when)
    .toSorted((a, b) => compareDesc(a.startsAt, b.startsAt));
  return newest ?? record?.leases.at(-1);
}

/** The leases of a request among the holdings that changed. */
export const findLeasesOf = (changed: Changed, request: string): Lease[] =>
  changed.flatMap(({ leases }) => leases.filter((lease) => lease.request === request));
